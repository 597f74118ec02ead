import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { ResetPage } from '../features/session/ResetPage';

export const Route = createFileRoute('/reset')({
  validateSearch: z.object({ token: z.catch(z.optional(z.string()), undefined) }),
  component: () => <ResetPage token={Route.useSearch().token} />,
});
