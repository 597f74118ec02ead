import { createFileRoute, redirect } from '@tanstack/react-router';

export const Route = createFileRoute('/_panel/')({
  beforeLoad: () => {
    throw redirect({ to: '/settings/integrations/stripe', replace: true });
  },
});
