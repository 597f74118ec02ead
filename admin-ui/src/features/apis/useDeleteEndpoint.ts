import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  deleteEndpointMutation,
  findEndpointOptions,
  listEndpointsQueryKey,
} from '../../api/gen/@tanstack/react-query.gen';
import type { Endpoint } from '../../api/gen/types.gen';
import { useAsk } from '../../components/ask';
import { sayDone, sayFailed } from '../../components/say';

/** Takes an endpoint away, after asking. */
export function useDeleteEndpoint({ id, api_id, method, path }: Endpoint) {
  const { t } = useTranslation();
  const ask = useAsk();
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    ...deleteEndpointMutation(),
    onSuccess: () => {
      sayDone(t('apis.endpoint.deleted'));
      queryClient.removeQueries({ queryKey: findEndpointOptions({ path: { id } }).queryKey });
    },
    onError: sayFailed,
    onSettled: () => queryClient.invalidateQueries({ queryKey: listEndpointsQueryKey({ path: { id: api_id } }) }),
  });
  const remove = async () => {
    const agreed = await ask({
      title: t('apis.endpoint.delete_ask'),
      text: t('apis.endpoint.delete_text', { path: `${method} ${path}` }),
      confirm: t('apis.endpoint.delete'),
      destructive: true,
    });
    if (agreed) {
      mutate({ path: { id } });
    }
  };
  return { remove, removing: isPending };
}
