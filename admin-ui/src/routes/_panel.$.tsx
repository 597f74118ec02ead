import { createFileRoute } from '@tanstack/react-router';
import { MissingPage } from '../components/PageStates';

/** Whatever is no page; the navigation stays. */
export const Route = createFileRoute('/_panel/$')({ component: MissingPage });
