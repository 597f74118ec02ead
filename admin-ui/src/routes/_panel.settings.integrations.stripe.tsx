import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { findStripeIntegrationOptions } from '../api/gen/@tanstack/react-query.gen';
import { StripeSettingsPage } from '../features/stripe/StripeSettingsPage';

export const Route = createFileRoute('/_panel/settings/integrations/stripe')({
  validateSearch: z.object({ mode: z.catch(z.optional(z.enum(['test', 'live'])), undefined) }),
  loader: ({ context }) => context.queryClient.ensureQueryData(findStripeIntegrationOptions()),
  component: StripeSettingsRoute,
});

function StripeSettingsRoute() {
  const navigate = Route.useNavigate();
  return (
    <StripeSettingsPage
      mode={Route.useSearch().mode}
      onMode={(mode) => navigate({ search: { mode }, replace: true })}
    />
  );
}
