import { createFileRoute, redirect } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { setUpStateOptions } from '../api/gen/@tanstack/react-query.gen';
import { sessionOptions } from '../app/session';
import { SignInPage } from '../features/session/SignInPage';

export const Route = createFileRoute('/sign-in')({
  // Comes with what every page needs, most of which it needs too: it is what is seen first.
  codeSplitGroupings: [],
  validateSearch: z.object({
    // A page of the panel, never another site.
    to: z.catch(z.optional(z.string().check(z.regex(/^\/(?![/\\])/))), undefined),
  }),
  beforeLoad: async ({ context, search }) => {
    void context.queryClient.prefetchQuery(setUpStateOptions());
    if (await context.queryClient.ensureQueryData(sessionOptions)) {
      throw redirect({ to: search.to ?? '/' });
    }
  },
  loader: ({ context }) => context.queryClient.fetchQuery(setUpStateOptions()),
  component: () => <SignInPage to={Route.useSearch().to} noAdmin={Route.useLoaderData().needed} />,
});
