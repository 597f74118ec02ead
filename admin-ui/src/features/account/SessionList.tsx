import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { endSessionMutation, listSessionsOptions, listSessionsQueryKey } from '../../api/gen/@tanstack/react-query.gen';
import type { AdminSignInsView } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import { FailureAlert } from '../../components/PageStates';
import { StateBadge } from '../../components/StateBadge';
import { sayDone, sayFailed } from '../../components/say';
import { deviceOf } from './device';

/** The sessions of an admin; one's own when none is named. */
export const sessionsOptions = (admin?: number) => ({
  ...listSessionsOptions({ query: { per_page: 100, ...(admin === undefined ? {} : { admin_id: admin }) } }),
  // They come and go while nobody does anything here.
  staleTime: 0,
});

/** Where an admin is signed in, with the way to end it. */
export function SessionList({ admin }: { admin?: number }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(sessionsOptions(admin));
  return (
    <>
      {error && <FailureAlert error={error} />}
      {!data && !error && <Skeleton h={60} />}
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('my_account.sessions.none')}
        </Text>
      )}
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {data?.items.map((session) => (
          <SessionLine key={session.id} session={session} />
        ))}
      </Stack>
      {data && data.total > data.items.length && <Alert>{t('my_account.sessions.more', { count: data.total })}</Alert>}
    </>
  );
}

function SessionLine({ session }: { session: AdminSignInsView }) {
  const { t } = useTranslation();
  const { relative, dateTime } = useFormats();
  const { mutate, isPending } = useMutation({ ...endSessionMutation(), ...useOutcome() });
  const device = deviceOf(session.user_agent) ?? t('my_account.sessions.unknown');
  return (
    <Group component="li" justify="space-between" wrap="nowrap">
      <Stack gap={0} miw={0}>
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {device}
          </Text>
          {session.current && <StateBadge tone="good">{t('my_account.sessions.current')}</StateBadge>}
        </Group>
        <Text size="xs" c="dimmed">
          {t('my_account.sessions.line', {
            address: session.address,
            since: dateTime(session.created_at),
            used: relative(session.last_used_at),
          })}
        </Text>
      </Stack>
      {!session.current && (
        <Button
          variant="default"
          size="xs"
          style={{ flex: 'none' }}
          loading={isPending}
          aria-label={t('my_account.sessions.end_named', { device, address: session.address })}
          onClick={() => mutate({ path: { id: session.id } })}
        >
          {t('my_account.sessions.end')}
        </Button>
      )}
    </Group>
  );
}

/** Says how ending sessions went, and has them read again. */
export function useOutcome() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return {
    onSuccess: () => sayDone(t('my_account.sessions.ended')),
    onError: sayFailed,
    onSettled: () => queryClient.invalidateQueries({ queryKey: [{ _id: listSessionsQueryKey()[0]._id }] }),
  };
}
