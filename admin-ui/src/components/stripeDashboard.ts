import { useQuery } from '@tanstack/react-query';
import { findStripeIntegrationOptions } from '../api/gen/@tanstack/react-query.gen';

/** Where Stripe's own dashboard shows a thing, by its kind and id, in the mode that members pay in. */
export function useStripeDashboard(): (kind: 'customers' | 'subscriptions' | 'events', id: string) => string {
  const { data: integration } = useQuery(findStripeIntegrationOptions());
  const test = integration?.active_mode !== 'live';
  return (kind, id) => `https://dashboard.stripe.com/${test ? 'test/' : ''}${kind}/${encodeURIComponent(id)}`;
}
