import { Button, Stack, Text } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listAdminsOptions } from '../../api/gen/@tanstack/react-query.gen';
import type { AdminAccountsView } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import { useIsOwner, useSession } from '../../app/session';
import { EmptyState } from '../../components/EmptyState';
import { Forbidden } from '../../components/Forbidden';
import { type Column, ListTable } from '../../components/ListTable';
import type { OnSearch } from '../../components/listSearch';
import { Nowrap } from '../../components/Nowrap';
import { PageHeader } from '../../components/PageHeader';
import { PageLink } from '../../components/PageLink';
import { StateBadge } from '../../components/StateBadge';
import { AdminDialog } from './AdminDialog';
import type { AdminSearch } from './adminSearch';

interface AdminsPageProps {
  search: AdminSearch;
  onSearch: OnSearch<AdminSearch>;
}

/** Who may use this panel; for owners. */
export function AdminsPage(props: AdminsPageProps) {
  const { t } = useTranslation();
  const owner = useIsOwner();
  const { search, onSearch } = props;
  return (
    <Stack gap="lg">
      <PageHeader
        path={[t('nav.settings'), t('nav.administration')]}
        title={t('admins.title')}
        intro={t('admins.intro')}
        actions={owner && <Button onClick={() => onSearch({ ...search, admin: 'new' })}>{t('admins.add')}</Button>}
      />
      {owner ? <AdminList {...props} /> : <Forbidden needs="owner" />}
    </Stack>
  );
}

function AdminList({ search, onSearch }: AdminsPageProps) {
  const { t } = useTranslation();
  const { admin, ...listed } = search;
  const query = useQuery({ ...listAdminsOptions({ query: listed }), placeholderData: keepPreviousData });
  return (
    <>
      <ListTable
        label={t('admins.title')}
        query={query}
        columns={useColumns()}
        rowKey={(row) => row.id}
        search={listed}
        onSearch={onSearch}
        empty={<EmptyState icon={IconShieldLock} title={t('list.nothing_found')} />}
      />
      {admin && <AdminDialog key={admin} id={admin} onClose={() => onSearch({ ...search, admin: undefined }, true)} />}
    </>
  );
}

function useColumns(): Column<AdminAccountsView>[] {
  const { t } = useTranslation();
  const { date } = useFormats();
  const session = useSession();
  return [
    {
      key: 'name',
      label: t('admins.name'),
      cell: ({ id, name, email }) => (
        <>
          <PageLink to="/admins" search={(search) => ({ ...search, admin: id })} fw={600}>
            {name}
          </PageLink>{' '}
          {session?.label === email && <StateBadge tone="plain">{t('admins.you')}</StateBadge>}
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {email}
          </Text>
        </>
      ),
    },
    { key: 'role', label: t('admins.role'), cell: ({ role }) => <Nowrap>{t(`app.roles.${role}`)}</Nowrap> },
    {
      key: 'second_factor',
      label: t('admins.second_factor'),
      cell: ({ second_factor }) => (
        <StateBadge tone={second_factor ? 'good' : 'off'}>
          {t(`admins.factor.${second_factor ? 'on' : 'off'}`)}
        </StateBadge>
      ),
    },
    { key: 'created', label: t('admins.created'), from: 'sm', cell: ({ created_at }) => date(created_at) },
  ];
}
