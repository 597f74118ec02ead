import { useQuery } from '@tanstack/react-query';
import { findStripeIntegrationOptions, findStripeWebhookHealthOptions } from '../../api/gen/@tanstack/react-query.gen';

/** The types of events that this site handles; none as long as they are not known. */
export function useEventTypes(): string[] {
  const { data: integration } = useQuery(findStripeIntegrationOptions());
  const mode = integration?.active_mode ?? 'test';
  const { data: health } = useQuery({
    ...findStripeWebhookHealthOptions({ path: { mode } }),
    enabled: integration !== undefined,
    // The answer asks Stripe as well; the types are the same until the server is replaced.
    staleTime: Number.POSITIVE_INFINITY,
  });
  return health?.last_events.map(({ type }) => type).sort() ?? [];
}
