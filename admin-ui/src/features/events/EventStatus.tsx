import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EventView } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import { StateBadge, type Tone } from '../../components/StateBadge';

const TONE: Record<EventView['status'], Tone> = {
  pending: 'wait',
  done: 'good',
  ignored: 'off',
  parked: 'wait',
  failed: 'bad',
  dead: 'bad',
};

/** What has become of an event; why, and when it is tried again. */
export function EventStatus({ event }: { event: EventView }) {
  const { t } = useTranslation();
  const { status, reason, livemode } = event;
  return (
    <Stack gap={2}>
      <Group gap={6}>
        <EventState status={status} />
        {livemode && <StateBadge tone="plain">{t('events.live')}</StateBadge>}
      </Group>
      {reason && (
        <Text size="xs" c="dimmed" lineClamp={2} maw={360}>
          {reason}
        </Text>
      )}
      <NextTry event={event} />
    </Stack>
  );
}

/** The name of its status. */
export function EventState({ status }: Pick<EventView, 'status'>) {
  const { t } = useTranslation();
  return <StateBadge tone={TONE[status]}>{t(`events.statuses.${status}.name`)}</StateBadge>;
}

/** How often it was tried, and when again. */
function NextTry({ event: { status, attempts, next_attempt_at } }: { event: EventView }) {
  const { t } = useTranslation();
  const { relative } = useFormats();
  if (status !== 'failed' && status !== 'dead') {
    return null;
  }
  return (
    <Text size="xs" c="dimmed">
      {t('events.attempts', { count: attempts })}
      {next_attempt_at &&
        Date.parse(next_attempt_at) > Date.now() &&
        ` ${t('events.next_try', { at: relative(next_attempt_at) })}`}
    </Text>
  );
}
