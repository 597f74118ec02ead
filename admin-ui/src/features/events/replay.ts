import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  findStripeEventOptions,
  listStripeEventsQueryKey,
  replayFailedStripeEventsMutation,
  replayStripeEventMutation,
} from '../../api/gen/@tanstack/react-query.gen';
import { sayDone, sayFailed } from '../../components/say';

/** Has one event applied again. */
export function useReplay() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return useMutation({
    ...replayStripeEventMutation(),
    onSuccess: () => sayDone(t('events.replayed.event')),
    onError: sayFailed,
    onSettled: (_data, _error, { path }) =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: findStripeEventOptions({ path }).queryKey }),
        queryClient.invalidateQueries({ queryKey: listStripeEventsQueryKey() }),
      ]),
  });
}

/** Has all events applied again that failed or were given up. */
export function useReplayFailed() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return useMutation({
    ...replayFailedStripeEventsMutation(),
    onSuccess: ({ replayed }) => sayDone(t('events.replayed.failed', { count: replayed })),
    onError: sayFailed,
    onSettled: () => queryClient.invalidateQueries({ queryKey: listStripeEventsQueryKey() }),
  });
}
