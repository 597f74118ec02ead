import { Box, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listGroupsOptions } from '../../api/gen/@tanstack/react-query.gen';
import type { AuditEntry, EventView, MemberView, MemberViewReason } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import { CopyId } from '../../components/CopyField';
import { PageLink } from '../../components/PageLink';
import { FailureAlert } from '../../components/PageStates';
import { Section } from '../../components/Section';
import { EventState } from '../events/EventStatus';
import { groupOptions } from '../groups/group';
import { type Happening, useHistory } from './history';
import { useReasonWords } from './reasons';

const STEP = 20;
const MOST = 100;

/** What admins did with a member, and what Stripe reported. */
export function MemberHistory({ member }: { member: MemberView }) {
  const { t } = useTranslation();
  const [count, setCount] = useState(STEP);
  const { happened, error, more } = useHistory(member.id, count);
  return (
    <Section title={t('members.history.title')} intro={t('members.history.intro')}>
      {error && <FailureAlert error={error} />}
      {!happened && !error && <Skeleton h={120} />}
      {happened?.length === 0 && <Text c="dimmed">{t('members.history.none')}</Text>}
      <Stack component="ol" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {happened?.map((one) => (
          <Row key={'entry' in one ? `entry ${one.entry.id}` : one.event.event_id} happening={one} />
        ))}
      </Stack>
      {more && count < MOST && (
        <Button variant="default" w="fit-content" onClick={() => setCount((now) => Math.min(MOST, now * 2))}>
          {t('members.history.more')}
        </Button>
      )}
    </Section>
  );
}

function Row({ happening }: { happening: Happening }) {
  const { dateTime } = useFormats();
  return (
    <Group component="li" gap="xs" align="flex-start">
      <Text size="sm" c="dimmed" w={170}>
        {dateTime(happening.at)}
      </Text>
      <Box flex="1 1 280px" miw={0}>
        {'entry' in happening ? <Entry entry={happening.entry} /> : <Event event={happening.event} />}
      </Box>
    </Group>
  );
}

const ACTIONS = [
  'member_created',
  'member_changed',
  'member_deleted',
  'grant_added',
  'grant_changed',
  'grant_removed',
] as const;

// What the server writes where nothing but the admin is the cause.
const BY_HAND = 'granted by hand';

function Entry({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const reason = useReasonWords();
  const action = ACTIONS.find((one) => one === entry.action.replace('.', '_'));
  const grant = (entry.after ?? entry.before) as (MemberViewReason & { group_id?: number }) | undefined;
  const group = useGroupName(grant?.group_id);
  const words = grant?.group_id ? { group, why: reason(grant) } : { group: '', why: '' };
  return (
    <>
      <Text size="sm">{action ? t(`members.history.action.${action}`, words) : entry.action}</Text>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {t('members.history.by', { actor: entry.actor })}
        {entry.cause && entry.cause !== BY_HAND && ` · ${t('members.history.because', { cause: entry.cause })}`}
      </Text>
    </>
  );
}

function Event({ event }: { event: EventView }) {
  const { t } = useTranslation();
  return (
    <>
      <Group gap="xs">
        <PageLink
          to="/events/$eventId"
          params={{ eventId: event.event_id }}
          size="sm"
          ff="monospace"
          style={{ overflowWrap: 'anywhere' }}
        >
          {event.type}
        </PageLink>
        <EventState status={event.status} />
      </Group>
      {event.reason && (
        <Text size="xs" c="dimmed">
          {event.reason}
        </Text>
      )}
      <CopyId label={t('members.history.event')} value={event.event_id} />
    </>
  );
}

function useGroupName(id: number | undefined): string {
  const { t } = useTranslation();
  const { data: some } = useQuery({ ...listGroupsOptions({ query: { per_page: 100 } }), enabled: id !== undefined });
  const known = some?.items.find((group) => group.id === id);
  const isFurther = some !== undefined && !known && some.total > some.items.length;
  const { data: further } = useQuery({ ...groupOptions(id ?? 0), enabled: id !== undefined && isFurther });
  return (known ?? further)?.name ?? t('members.history.some_group', { id });
}
