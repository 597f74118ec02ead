import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  endSessionMutation,
  listSessionsOptions,
  listSessionsQueryKey,
  signOutElsewhereMutation,
} from '../../api/gen/@tanstack/react-query.gen';
import type { AdminSignInsView } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import { useAsk } from '../../components/ask';
import { FailureAlert } from '../../components/PageStates';
import { Section } from '../../components/Section';
import { StateBadge } from '../../components/StateBadge';
import { sayDone, sayFailed } from '../../components/say';
import { deviceOf } from './device';

/** Where one is signed in, and the way to end it. */
export function SessionsSection() {
  const { t } = useTranslation();
  const { data, error } = useQuery(listSessionsOptions({ query: { per_page: 100 } }));
  const others = data?.items.some((session) => !session.current);
  return (
    <Section
      title={t('my_account.sessions.title')}
      intro={t('my_account.sessions.intro')}
      aside={others && <EndOthers />}
    >
      {error && <FailureAlert error={error} />}
      {!data && !error && <Skeleton h={60} />}
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {data?.items.map((session) => (
          <SessionLine key={session.id} session={session} />
        ))}
      </Stack>
      {data && data.total > data.items.length && <Alert>{t('my_account.sessions.more', { count: data.total })}</Alert>}
    </Section>
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

function EndOthers() {
  const { t } = useTranslation();
  const ask = useAsk();
  const { mutate, isPending } = useMutation({ ...signOutElsewhereMutation(), ...useOutcome() });
  const end = async () => {
    const agreed = await ask({
      title: t('my_account.sessions.end_others_ask'),
      text: t('my_account.sessions.end_others_text'),
      confirm: t('my_account.sessions.end_others'),
      destructive: true,
    });
    if (agreed) {
      mutate({});
    }
  };
  return (
    <Button variant="default" size="xs" loading={isPending} onClick={end}>
      {t('my_account.sessions.end_others')}
    </Button>
  );
}

function useOutcome() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return {
    onSuccess: () => sayDone(t('my_account.sessions.ended')),
    onError: sayFailed,
    onSettled: () => queryClient.invalidateQueries({ queryKey: listSessionsQueryKey() }),
  };
}
