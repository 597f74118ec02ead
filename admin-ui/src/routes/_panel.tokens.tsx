import { createFileRoute } from '@tanstack/react-router';
import { TokensPage } from '../features/tokens/TokensPage';

export const Route = createFileRoute('/_panel/tokens')({ component: TokensPage });
