import { Loader, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { findEndpointOptions } from '../../api/gen/@tanstack/react-query.gen';
import type { Api, OperationTree } from '../../api/gen/types.gen';
import { FailureAlert } from '../../components/PageStates';
import { EndpointForm } from './EndpointForm';

interface EndpointDialogProps {
  api: Api;
  tree: OperationTree;
  id: number | 'new';
  onClose: () => void;
}

/** Makes an endpoint, or changes one. */
export function EndpointDialog({ api, tree, id, onClose }: EndpointDialogProps) {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(max-width: 48em)');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(id === 'new' ? 'apis.endpoint.new_title' : 'apis.endpoint.edit_title')}
      size="xl"
      fullScreen={narrow}
      closeOnClickOutside={false}
    >
      {id === 'new' ? (
        <EndpointForm api={api} tree={tree} onClose={onClose} />
      ) : (
        <StoredEndpoint api={api} tree={tree} id={id} onClose={onClose} />
      )}
    </Modal>
  );
}

function StoredEndpoint({ id, ...props }: EndpointDialogProps & { id: number }) {
  const { t } = useTranslation();
  // Read again each time the dialog opens: what is edited has to be what is stored.
  const { data, error, isFetchedAfterMount } = useQuery({ ...findEndpointOptions({ path: { id } }), staleTime: 0 });
  if (error) {
    return <FailureAlert error={error} />;
  }
  if (!data || !isFetchedAfterMount) {
    return <Loader role="status" aria-label={t('state.loading')} />;
  }
  return <EndpointForm {...props} stored={data} />;
}
