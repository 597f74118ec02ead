import { Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listEndpointsQueryKey, updateEndpointMutation } from '../../api/gen/@tanstack/react-query.gen';
import type { Endpoint } from '../../api/gen/types.gen';
import { ApiFailure } from '../../app/api';
import { useCan } from '../../app/session';
import { sayDone, sayFailed } from '../../components/say';
import { useLocked } from '../../components/useLocked';
import { switched } from './endpointForm';

/** Switches an endpoint on or off, at once. */
export function EnabledSwitch({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const mayEdit = useCan('editor');
  const { mutateAsync, isPending, variables } = useMutation({
    ...updateEndpointMutation(),
    onSuccess: () => sayDone(t('state.saved')),
    onError: (error) => {
      const conflict = error instanceof ApiFailure && error.isVersionConflict;
      sayFailed(conflict ? t('apis.endpoint.changed_meanwhile') : error);
    },
    onSettled: () =>
      queryClient.invalidateQueries({ queryKey: listEndpointsQueryKey({ path: { id: endpoint.api_id } }) }),
  });
  const change = useLocked((enabled: boolean) =>
    mutateAsync({ path: { id: endpoint.id }, body: switched(endpoint, enabled) }),
  );
  const shown = isPending ? (variables.body.enabled ?? endpoint.enabled) : endpoint.enabled;
  return (
    <Switch
      checked={shown}
      disabled={!mayEdit || isPending}
      aria-label={t('apis.endpoint.enabled_named', { path: `${endpoint.method} ${endpoint.path}` })}
      onChange={(event) => change(event.currentTarget.checked)}
    />
  );
}
