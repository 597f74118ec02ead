import { useQuery } from '@tanstack/react-query';
import { findStripeIntegrationOptions } from '../../api/gen/@tanstack/react-query.gen';

/** The types of events that this site handles; none as long as they are not known. */
export function useEventTypes(): string[] {
  const { data } = useQuery(findStripeIntegrationOptions());
  return data?.[data.active_mode ?? 'test'].webhook_event_types ?? [];
}
