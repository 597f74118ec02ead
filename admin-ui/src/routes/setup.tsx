import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { setUpStateOptions } from '../api/gen/@tanstack/react-query.gen';
import { SetUpPage } from '../features/session/SetUpPage';

export const Route = createFileRoute('/setup')({
  validateSearch: z.object({ token: z.catch(z.optional(z.string()), undefined) }),
  loader: ({ context }) => context.queryClient.fetchQuery(setUpStateOptions()),
  component: () => <SetUpPage token={Route.useSearch().token} needed={Route.useLoaderData().needed} />,
});
