import { Stack, Text } from '@mantine/core';
import { IconWebhook } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listStripeEventsOptions } from '../../api/gen/@tanstack/react-query.gen';
import type { EventView } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import { useCan } from '../../app/session';
import { EmptyState } from '../../components/EmptyState';
import { type Column, ListTable } from '../../components/ListTable';
import type { OnSearch } from '../../components/listSearch';
import { PageHeader } from '../../components/PageHeader';
import { PageLink } from '../../components/PageLink';
import { EventFilters } from './EventFilters';
import { EventStatus } from './EventStatus';
import type { EventSearch } from './eventSearch';
import { ReplayFailed } from './ReplayFailed';

/** The list is read again this often; a page that is not visible reads nothing. */
export const REFRESH_MS = 5_000;

interface EventsPageProps {
  search: EventSearch;
  onSearch: OnSearch<EventSearch>;
}

/** What Stripe has reported, and what came of it. */
export function EventsPage({ search, onSearch }: EventsPageProps) {
  const { t } = useTranslation();
  const mayReplay = useCan('editor');
  const query = useQuery({
    ...listStripeEventsOptions({ query: search }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <Stack gap="lg">
      <PageHeader
        path={[
          t('nav.settings'),
          t('nav.external_systems'),
          <PageLink key="stripe" to="/settings/integrations/stripe" inherit>
            {t('nav.stripe')}
          </PageLink>,
        ]}
        title={t('events.title')}
        intro={t('events.intro')}
        actions={mayReplay && <ReplayFailed />}
      />
      <ListTable
        label={t('events.title')}
        query={query}
        columns={useColumns()}
        rowKey={(event) => event.event_id}
        search={search}
        onSearch={onSearch}
        searchHint={t('events.search')}
        filters={<EventFilters search={search} onSearch={onSearch} />}
        empty={<EmptyState icon={IconWebhook} title={t('events.empty')} text={t('events.empty_hint')} />}
      />
      <Text size="xs" c="dimmed">
        {t('events.refreshes')}
      </Text>
    </Stack>
  );
}

function useColumns(): Column<EventView>[] {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  return [
    {
      key: 'type',
      label: t('events.type'),
      sort: 'type',
      cell: ({ event_id, type, received_at }) => (
        <>
          <PageLink to="/events/$eventId" params={{ eventId: event_id }} style={{ overflowWrap: 'anywhere' }}>
            {type}
          </PageLink>
          <Text size="xs" ff="monospace" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {event_id}
          </Text>
          <Text size="xs" hiddenFrom="sm">
            {dateTime(received_at)}
          </Text>
        </>
      ),
    },
    { key: 'status', label: t('events.status'), sort: 'status', cell: (event) => <EventStatus event={event} /> },
    { key: 'whose', label: t('events.whose'), from: 'sm', cell: (event) => <Whose event={event} /> },
    {
      key: 'received',
      label: t('events.received'),
      sort: 'received_at',
      from: 'sm',
      cell: ({ received_at }) => (
        <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
          {dateTime(received_at)}
        </Text>
      ),
    },
  ];
}

function Whose({ event: { member_id, customer_id } }: { event: EventView }) {
  const { t } = useTranslation();
  return (
    <>
      {member_id && (
        <PageLink to="/members/$id" params={{ id: member_id }} size="sm" display="block">
          {t('events.member', { id: member_id })}
        </PageLink>
      )}
      {customer_id && (
        <PageLink to="/events" search={{ customer_id }} size="xs" ff="monospace">
          {customer_id}
        </PageLink>
      )}
      {!member_id && !customer_id && '–'}
    </>
  );
}
