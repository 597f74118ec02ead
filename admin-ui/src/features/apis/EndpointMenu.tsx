import { ActionIcon, Menu } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconDots, IconExternalLink, IconTerminal2, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Api, Endpoint } from '../../api/gen/types.gen';
import { useCan } from '../../app/session';
import { sayDone } from '../../components/say';
import { docsUrl } from './addresses';
import { curlOf } from './curl';
import type { OperationNode } from './operations';
import { useDeleteEndpoint } from './useDeleteEndpoint';

interface EndpointMenuProps {
  api: Api;
  endpoint: Endpoint;
  operation: OperationNode | undefined;
}

/** What can be done with one endpoint. */
export function EndpointMenu({ api, endpoint, operation }: EndpointMenuProps) {
  const { t } = useTranslation();
  const mayEdit = useCan('editor');
  const { copy } = useClipboard();
  const { remove, removing } = useDeleteEndpoint(endpoint);
  const copyCurl = () => {
    copy(curlOf(api, endpoint, operation));
    sayDone(t('apis.endpoint.curl_copied'));
  };
  return (
    <Menu withinPortal>
      <Menu.Target>
        <ActionIcon loading={removing} aria-label={t('apis.endpoint.actions_of', { path: endpoint.path })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component="a"
          href={docsUrl(api.id, endpoint)}
          target="_blank"
          rel="noreferrer"
          leftSection={<IconExternalLink size={16} />}
          disabled={!endpoint.enabled || !operation}
        >
          {t('apis.endpoint.try')}
        </Menu.Item>
        <Menu.Item leftSection={<IconTerminal2 size={16} />} onClick={copyCurl}>
          {t('apis.endpoint.curl')}
        </Menu.Item>
        {mayEdit && (
          <Menu.Item leftSection={<IconTrash size={16} />} color="red" onClick={remove}>
            {t('apis.endpoint.delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
