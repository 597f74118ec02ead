import { createFileRoute, redirect } from '@tanstack/react-router';
import { Shell } from '../app/Shell';
import { sessionOptions } from '../app/session';

export const Route = createFileRoute('/_panel')({
  beforeLoad: async ({ context, location, cause }) => {
    // Inside the panel an ended session is renewed in place, so that nothing typed is lost.
    if (cause !== 'stay' && !(await context.queryClient.ensureQueryData(sessionOptions))) {
      throw redirect({ to: '/sign-in', search: { to: location.href === '/' ? undefined : location.href } });
    }
  },
  component: Shell,
});
