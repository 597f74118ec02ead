import { Stack, Text } from '@mantine/core';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { findStripeIntegrationOptions, listGroupsOptions } from '../../api/gen/@tanstack/react-query.gen';
import type { GroupView } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import { useCan } from '../../app/session';
import { EmptyState } from '../../components/EmptyState';
import { type Column, ListTable } from '../../components/ListTable';
import type { ListSearch, OnSearch } from '../../components/listSearch';
import { PageHeader } from '../../components/PageHeader';
import { ButtonLink, PageLink } from '../../components/PageLink';
import { PriceName } from '../../components/prices/PriceLine';

interface GroupListProps {
  search: ListSearch;
  onSearch: OnSearch<ListSearch>;
}

/** The groups of the site. */
export function GroupList({ search, onSearch }: GroupListProps) {
  const { t } = useTranslation();
  const query = useQuery({ ...listGroupsOptions({ query: search }), placeholderData: keepPreviousData });
  return (
    <Stack gap="lg">
      <PageHeader
        path={[t('nav.members')]}
        title={t('groups.title')}
        intro={t('groups.intro')}
        actions={<AddGroup />}
      />
      <ListTable
        label={t('groups.title')}
        query={query}
        columns={useColumns()}
        rowKey={(group) => group.id}
        search={search}
        onSearch={onSearch}
        searchHint={t('groups.search')}
        empty={
          <EmptyState
            icon={IconUsersGroup}
            title={t('groups.empty')}
            text={t('groups.empty_text')}
            action={<AddGroup />}
          />
        }
      />
    </Stack>
  );
}

function AddGroup() {
  const { t } = useTranslation();
  const can = useCan('editor');
  return can ? (
    <ButtonLink to="/groups/new" leftSection={<IconPlus size={16} />}>
      {t('groups.add')}
    </ButtonLink>
  ) : null;
}

function useColumns(): Column<GroupView>[] {
  const { t } = useTranslation();
  const { number } = useFormats();
  return [
    {
      key: 'name',
      label: t('groups.column.name'),
      sort: 'name',
      cell: (group) => (
        <PageLink to="/groups/$id" params={{ id: group.id }} fw={600}>
          {group.name}
        </PageLink>
      ),
    },
    { key: 'prices', label: t('groups.column.prices'), cell: (group) => <Prices group={group} />, from: 'sm' },
    {
      key: 'members',
      label: t('groups.column.members'),
      sort: 'member_count',
      cell: (group) => number(group.member_count),
      align: 'end',
    },
  ];
}

const SHOWN = 2;

function Prices({ group }: { group: GroupView }) {
  const { t } = useTranslation();
  const { data: integration } = useQuery(findStripeIntegrationOptions());
  const mode = integration?.active_mode;
  const ids = (mode && group.stripe_prices?.[mode]) ?? [];
  if (!mode || ids.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('groups.not_sold')}
      </Text>
    );
  }
  return (
    <Stack gap={2}>
      {ids.slice(0, SHOWN).map((id) => (
        <PriceName key={id} mode={mode} id={id} />
      ))}
      {ids.length > SHOWN && (
        <Text size="sm" c="dimmed">
          {t('groups.more_prices', { count: ids.length - SHOWN })}
        </Text>
      )}
    </Stack>
  );
}
