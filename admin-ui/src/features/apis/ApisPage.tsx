import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlugConnected } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listApisOptions } from '../../api/gen/@tanstack/react-query.gen';
import type { Api } from '../../api/gen/types.gen';
import { useCan } from '../../app/session';
import { CopyId } from '../../components/CopyField';
import { EmptyState } from '../../components/EmptyState';
import { type Column, ListTable } from '../../components/ListTable';
import type { ListSearch, OnSearch } from '../../components/listSearch';
import { OutLink } from '../../components/OutLink';
import { PageHeader } from '../../components/PageHeader';
import { PageLink } from '../../components/PageLink';
import { RoleNotice } from '../../components/RoleNotice';
import { StateBadge } from '../../components/StateBadge';
import { docsUrl, pathOf } from './addresses';
import { NewApiDialog } from './NewApiDialog';

interface ApisPageProps {
  search: ListSearch;
  onSearch: OnSearch<ListSearch>;
}

/** API: the sets of endpoints there are. */
export function ApisPage({ search, onSearch }: ApisPageProps) {
  const { t } = useTranslation();
  const mayEdit = useCan('editor');
  const [adding, { open, close }] = useDisclosure();
  const query = useQuery({ ...listApisOptions({ query: search }), placeholderData: keepPreviousData });
  const add = mayEdit && <Button onClick={open}>{t('apis.add')}</Button>;
  return (
    <Stack gap="lg">
      <PageHeader path={[]} title={t('apis.title')} intro={t('apis.intro')} actions={add} />
      <RoleNotice needs="editor" />
      <ListTable
        label={t('apis.title')}
        query={query}
        columns={useColumns()}
        rowKey={(api) => api.id}
        search={search}
        onSearch={onSearch}
        searchHint={t('apis.search')}
        empty={<EmptyState icon={IconPlugConnected} title={t('apis.empty')} text={t('apis.empty_hint')} action={add} />}
      />
      <NewApiDialog opened={adding} onClose={close} />
    </Stack>
  );
}

function useColumns(): Column<Api>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'title',
      label: t('apis.field.title'),
      cell: (api) => (
        <>
          <PageLink to="/apis/$id" params={{ id: api.id }} fw={600}>
            {api.title}
          </PageLink>
          <Text size="xs" c="dimmed">
            {t('apis.version_is', { version: api.version })}
          </Text>
        </>
      ),
    },
    {
      key: 'security',
      label: t('apis.field.security'),
      cell: (api) => (
        <StateBadge tone={api.security === 'none' ? 'off' : 'plain'}>
          {t(`apis.security.${api.security}.name`)}
        </StateBadge>
      ),
    },
    {
      key: 'address',
      label: t('apis.address'),
      from: 'md',
      cell: (api) => <CopyId label={t('apis.address')} value={pathOf(api.id)} />,
    },
    {
      key: 'docs',
      label: t('apis.try'),
      cell: (api) => <OutLink to={docsUrl(api.id)}>{t('apis.swagger_ui')}</OutLink>,
    },
  ];
}
