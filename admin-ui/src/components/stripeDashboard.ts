import { useQuery } from '@tanstack/react-query';
import { findStripeIntegrationOptions } from '../api/gen/@tanstack/react-query.gen';

/** Where Stripe's own dashboard shows a thing, by its kind and id, in the mode that members pay in. */
export function useStripeDashboard(): (kind: 'customers' | 'subscriptions' | 'events', id: string) => string {
  const { data: integration } = useQuery(findStripeIntegrationOptions());
  const address =
    integration?.[integration.active_mode ?? 'test'].object_url ?? 'https://dashboard.stripe.com/{kind}/{id}';
  return (kind, id) => address.replace('{kind}', kind).replace('{id}', encodeURIComponent(id));
}
