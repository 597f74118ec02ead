import { useQuery } from '@tanstack/react-query';
import { findStripeIntegrationOptions } from '../../api/gen/@tanstack/react-query.gen';
import type { Mode } from './prices';

/** The mode that members pay in; test mode while Stripe is switched off. */
export function useActiveMode(): Mode {
  return useQuery(findStripeIntegrationOptions()).data?.active_mode ?? 'test';
}
