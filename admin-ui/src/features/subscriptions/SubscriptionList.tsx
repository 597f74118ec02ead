import { Group, Stack, Text } from '@mantine/core';
import { IconReceipt } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listStripeSubscriptionsOptions } from '../../api/gen/@tanstack/react-query.gen';
import type { StripeSubscription } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import { EmptyState } from '../../components/EmptyState';
import { GroupSelect } from '../../components/GroupSelect';
import { type Column, ListTable } from '../../components/ListTable';
import { changed, type ListSearch, type OnSearch } from '../../components/listSearch';
import { OutLink } from '../../components/OutLink';
import { PageHeader } from '../../components/PageHeader';
import { ButtonLink, PageLink } from '../../components/PageLink';
import { useActiveMode } from '../../components/prices/activeMode';
import { PriceName } from '../../components/prices/PriceLine';
import { StateBadge } from '../../components/StateBadge';
import { useStripeDashboard } from '../../components/stripeDashboard';
import { SubscriptionStatus, useTermWords } from './SubscriptionStatus';
import { SubscriptionStatusSelect } from './SubscriptionStatusSelect';

export interface SubscriptionSearch extends ListSearch {
  status?: string | undefined;
  group_id?: number | undefined;
}

interface SubscriptionListProps {
  search: SubscriptionSearch;
  onSearch: OnSearch<SubscriptionSearch>;
}

/** What members pay for at Stripe. */
export function SubscriptionList({ search, onSearch }: SubscriptionListProps) {
  const { t } = useTranslation();
  const query = useQuery({
    ...listStripeSubscriptionsOptions({ query: search }),
    placeholderData: keepPreviousData,
  });
  return (
    <Stack gap="lg">
      <PageHeader path={[t('nav.members')]} title={t('subscriptions.title')} intro={t('subscriptions.intro')} />
      <ListTable
        label={t('subscriptions.title')}
        query={query}
        columns={useColumns()}
        rowKey={(subscription) => subscription.id}
        search={search}
        onSearch={onSearch}
        searchHint={t('subscriptions.search')}
        filters={
          <>
            <SubscriptionStatusSelect
              aria-label={t('subscriptions.column.status')}
              placeholder={t('subscriptions.all_statuses')}
              value={search.status}
              onChange={(status) => onSearch(changed(search, { status }))}
            />
            <GroupSelect
              aria-label={t('members.group')}
              placeholder={t('members.all_groups')}
              flex="1 1 200px"
              maw={420}
              value={search.group_id}
              onChange={(group_id) => onSearch(changed(search, { group_id }))}
            />
          </>
        }
        empty={
          <EmptyState
            icon={IconReceipt}
            title={t('subscriptions.empty')}
            text={t('subscriptions.empty_text')}
            action={
              <ButtonLink to="/groups" variant="default">
                {t('groups.title')}
              </ButtonLink>
            }
          />
        }
      />
    </Stack>
  );
}

function useColumns(): Column<StripeSubscription>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'member',
      label: t('subscriptions.column.member'),
      sort: 'member',
      cell: (one) => <Owner subscription={one} />,
    },
    {
      key: 'status',
      label: t('subscriptions.column.status'),
      sort: 'status',
      cell: (one) => <State subscription={one} />,
    },
    {
      key: 'prices',
      label: t('subscriptions.column.prices'),
      cell: (one) => <Prices subscription={one} />,
      from: 'sm',
    },
    {
      key: 'groups',
      label: t('subscriptions.column.groups'),
      cell: ({ groups }) => (
        <Group gap={4}>
          {groups.map((group) => (
            <StateBadge key={group.id} tone="plain">
              {group.name}
            </StateBadge>
          ))}
        </Group>
      ),
      from: 'md',
    },
  ];
}

interface CellProps {
  subscription: StripeSubscription;
}

function Owner({ subscription: { id, member } }: CellProps) {
  const { t } = useTranslation();
  const dashboard = useStripeDashboard();
  return (
    <Stack gap={2}>
      {member ? (
        <PageLink to="/members/$id" params={{ id: member.id }} fw={600}>
          {member.email}
        </PageLink>
      ) : (
        <Text c="dimmed">{t('subscriptions.nobody')}</Text>
      )}
      <OutLink to={dashboard('subscriptions', id)}>
        <Text span ff="monospace" size="xs">
          {id}
        </Text>
      </OutLink>
    </Stack>
  );
}

function State({ subscription }: CellProps) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const term = useTermWords();
  const { status, unknown_status, ended_at, collection_paused } = subscription;
  return (
    <Stack gap={4} align="flex-start">
      <SubscriptionStatus status={status} />
      {unknown_status && <StateBadge tone="wait">{t('subscriptions.unknown_status')}</StateBadge>}
      {collection_paused && <StateBadge tone="wait">{t('subscriptions.collection_paused')}</StateBadge>}
      <Text size="sm" c="dimmed">
        {ended_at ? t('subscriptions.ended_on', { date: date(ended_at) }) : term(subscription)}
      </Text>
      {unknown_status && (
        <Text size="sm" c="dimmed">
          {t('subscriptions.unknown_status_text')}
        </Text>
      )}
    </Stack>
  );
}

function Prices({ subscription: { items, unknown_prices } }: CellProps) {
  const { t } = useTranslation();
  const mode = useActiveMode();
  return (
    <Stack gap={2}>
      {items.map(({ price_id, quantity }) => (
        <Group key={price_id} gap={6}>
          <PriceName mode={mode} id={price_id} />
          {quantity > 1 && <Text size="sm">{t('subscriptions.quantity', { count: quantity })}</Text>}
          {unknown_prices.includes(price_id) && <StateBadge tone="wait">{t('subscriptions.unknown_price')}</StateBadge>}
        </Group>
      ))}
      {unknown_prices.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('subscriptions.unknown_price_text')}
        </Text>
      )}
    </Stack>
  );
}
