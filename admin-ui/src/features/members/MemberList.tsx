import { Group, Stack, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listMembersOptions } from '../../api/gen/@tanstack/react-query.gen';
import type { MemberView } from '../../api/gen/types.gen';
import { EmptyState } from '../../components/EmptyState';
import { GroupSelect } from '../../components/GroupSelect';
import { type Column, ListTable } from '../../components/ListTable';
import { changed, type ListSearch, type OnSearch } from '../../components/listSearch';
import { PageHeader } from '../../components/PageHeader';
import { PageLink } from '../../components/PageLink';
import { StateBadge } from '../../components/StateBadge';
import { SubscriptionStatus } from '../subscriptions/SubscriptionStatus';
import { SubscriptionStatusSelect } from '../subscriptions/SubscriptionStatusSelect';
import { AddMember } from './AddMember';
import { STATUS_TONE } from './member';

export interface MemberSearch extends ListSearch {
  group_id?: number | undefined;
  subscription_status?: string | undefined;
}

interface MemberListProps {
  search: MemberSearch;
  onSearch: OnSearch<MemberSearch>;
}

/** The members of the site. */
export function MemberList({ search, onSearch }: MemberListProps) {
  const { t } = useTranslation();
  const query = useQuery({ ...listMembersOptions({ query: search }), placeholderData: keepPreviousData });
  return (
    <Stack gap="lg">
      <PageHeader
        path={[t('nav.members')]}
        title={t('members.title')}
        intro={t('members.intro')}
        actions={<AddMember />}
      />
      <ListTable
        label={t('members.title')}
        query={query}
        columns={useColumns()}
        rowKey={(member) => member.id}
        search={search}
        onSearch={onSearch}
        searchHint={t('members.search')}
        filters={
          <>
            <GroupSelect
              aria-label={t('members.group')}
              placeholder={t('members.all_groups')}
              flex="1 1 200px"
              maw={420}
              value={search.group_id}
              onChange={(group_id) => onSearch(changed(search, { group_id }))}
            />
            <SubscriptionStatusSelect
              aria-label={t('members.column.subscription')}
              placeholder={t('members.all_subscriptions')}
              value={search.subscription_status}
              onChange={(subscription_status) => onSearch(changed(search, { subscription_status }))}
            />
          </>
        }
        empty={<EmptyState icon={IconUsers} title={t('members.empty')} text={t('members.empty_text')} />}
      />
    </Stack>
  );
}

function useColumns(): Column<MemberView>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'member',
      label: t('members.column.member'),
      sort: 'email',
      cell: (member) => (
        <>
          <PageLink to="/members/$id" params={{ id: member.id }} fw={600}>
            {member.email}
          </PageLink>
          <Text size="sm" c="dimmed">
            {member.name}
          </Text>
        </>
      ),
    },
    { key: 'groups', label: t('members.column.groups'), cell: (member) => <Groups member={member} /> },
    {
      key: 'subscription',
      label: t('members.column.subscription'),
      cell: ({ stripe }) => stripe.status && <SubscriptionStatus status={stripe.status} />,
      from: 'sm',
    },
    {
      key: 'status',
      label: t('members.column.status'),
      sort: 'status',
      cell: ({ status }) => <StateBadge tone={STATUS_TONE[status]}>{t(`members.status.${status}`)}</StateBadge>,
      from: 'sm',
    },
  ];
}

function Groups({ member }: { member: MemberView }) {
  const { t } = useTranslation();
  return member.groups.length === 0 ? (
    <Text size="sm" c="dimmed">
      {t('members.no_groups')}
    </Text>
  ) : (
    <Group gap={4}>
      {member.groups.map((group) => (
        <StateBadge key={group.id} tone="plain">
          {group.name}
        </StateBadge>
      ))}
    </Group>
  );
}
