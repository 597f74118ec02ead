import { Badge, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Api, Endpoint, OperationTree } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import type { Column } from '../../components/ListTable';
import { PageLink } from '../../components/PageLink';
import { StateBadge } from '../../components/StateBadge';
import { EnabledSwitch } from './EnabledSwitch';
import { EndpointMenu } from './EndpointMenu';
import { categoryName, findOperation } from './operations';
import { useOperationWords } from './operationWords';

/** Enabled, Method, Path, Model, Operation, Summary, and what can be done with an endpoint. */
export function useEndpointColumns(api: Api, tree: OperationTree): Column<Endpoint>[] {
  const { t } = useTranslation();
  const wordsFor = useOperationWords();
  // An operation's own summary is shown in the admin's language.
  const summaryOf = (endpoint: Endpoint) => {
    const operation = findOperation(tree, endpoint);
    return operation?.summary === endpoint.summary ? wordsFor(endpoint, operation).summary : endpoint.summary;
  };
  return [
    {
      key: 'enabled',
      label: t('apis.endpoint.enabled'),
      cell: (endpoint) => <EnabledSwitch endpoint={endpoint} />,
    },
    {
      key: 'method',
      label: t('apis.endpoint.method'),
      from: 'sm',
      cell: ({ method }) => <MethodBadge method={method} />,
    },
    {
      key: 'path',
      label: t('apis.endpoint.path'),
      cell: (endpoint) => (
        <Group gap="xs">
          <MethodBadge method={endpoint.method} hiddenFrom="sm" />
          <PageLink
            to="/apis/$id"
            params={{ id: api.id }}
            search={(search: object) => ({ ...search, endpoint: endpoint.id })}
            ff="monospace"
            size="sm"
            style={{ overflowWrap: 'break-word' }}
          >
            {endpoint.path}
          </PageLink>
          {!findOperation(tree, endpoint) && <StateBadge tone="bad">{t('apis.endpoint.broken')}</StateBadge>}
        </Group>
      ),
    },
    {
      key: 'model',
      label: t('apis.endpoint.model'),
      from: 'sm',
      cell: ({ category, model, model_version }) => (
        <>
          <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {categoryName(t, category, category)}
          </Text>
          <Text size="sm">{`${model}, v${model_version}`}</Text>
        </>
      ),
    },
    {
      key: 'operation',
      label: t('apis.endpoint.operation'),
      from: 'sm',
      cell: ({ operation }) => (
        <Text size="sm" ff="monospace" style={{ whiteSpace: 'nowrap' }}>
          {operation}
        </Text>
      ),
    },
    {
      key: 'summary',
      label: t('apis.endpoint.summary'),
      from: 'md',
      cell: (endpoint) => (
        <Text size="sm" miw={150}>
          {summaryOf(endpoint)}
        </Text>
      ),
    },
    {
      key: 'usage',
      label: t('apis.endpoint.usage'),
      align: 'end',
      from: 'sm',
      cell: ({ usage }) => <Usage usage={usage} />,
    },
    {
      key: 'actions',
      label: t('apis.endpoint.actions'),
      align: 'end',
      cell: (endpoint) => <EndpointMenu api={api} endpoint={endpoint} operation={findOperation(tree, endpoint)} />,
    },
  ];
}

function Usage({ usage: { calls_7_days, failures_7_days } }: Pick<Endpoint, 'usage'>) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <>
      <Text size="sm">{number(calls_7_days)}</Text>
      {failures_7_days > 0 && (
        <Text size="xs" c="var(--mantine-color-error)">
          {t('apis.endpoint.failures', { count: failures_7_days, number: number(failures_7_days) })}
        </Text>
      )}
    </>
  );
}

/** The method of a call. */
export function MethodBadge({ method, hiddenFrom }: { method: string; hiddenFrom?: 'sm' }) {
  return (
    <Badge
      hiddenFrom={hiddenFrom}
      style={{ flex: 'none' }}
      variant="light"
      color={method === 'GET' ? 'blue' : 'green'}
      ff="monospace"
    >
      {method}
    </Badge>
  );
}
