import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { reconcileStripeMutation } from '../../api/gen/@tanstack/react-query.gen';
import type { ReconcileReport } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import { useCan } from '../../app/session';
import { useAsk } from '../../components/ask';
import { FailureAlert } from '../../components/PageStates';
import { Section } from '../../components/Section';
import { lastComparison, useOpenDrifts } from './concerns';

const LOOK_AGAIN_MS = 2_000;

/** Compares everything here with Stripe; continues when the page is left. */
export function Comparison() {
  const { t } = useTranslation();
  const { data, error } = useQuery({
    ...lastComparison,
    refetchInterval: ({ state }) => (state.data?.items[0]?.state === 'running' ? LOOK_AGAIN_MS : false),
  });
  const last = data?.items[0];
  return (
    <Section title={t('dashboard.comparison.title')} intro={t('dashboard.comparison.intro')}>
      {error && <FailureAlert error={error} />}
      <Stack gap={4} aria-live="polite">
        {data && !last && <Text c="dimmed">{t('dashboard.comparison.never')}</Text>}
        {last && <Report report={last} />}
      </Stack>
      <Actions running={last?.state === 'running'} />
    </Section>
  );
}

function Report({ report }: { report: ReconcileReport }) {
  const { t } = useTranslation();
  const { dateTime, number } = useFormats();
  const { state, failure, started_at, finished_at, drifts_total: count, dry_run, customers, subscriptions } = report;
  const at = dateTime(finished_at ?? started_at);
  const open = useOpenDrifts(report);
  if (state === 'running') {
    return (
      <>
        <Group gap="xs">
          <Loader size="xs" aria-hidden />
          <Text>{t('dashboard.comparison.running', { at })}</Text>
        </Group>
        <Text size="sm" c="dimmed">
          {t('dashboard.comparison.progress', {
            customers: number(customers),
            subscriptions: number(subscriptions),
          })}
        </Text>
      </>
    );
  }
  if (state === 'failed') {
    return <Text>{t('dashboard.comparison.failed', { at, why: failure ?? '' })}</Text>;
  }
  if (count === 0) {
    return <Text>{t('dashboard.comparison.clean', { at })}</Text>;
  }
  if (dry_run) {
    return <Text>{t('dashboard.comparison.found', { at, count })}</Text>;
  }
  return (
    <Text>
      {open === 0
        ? t('dashboard.comparison.repaired', { at, count })
        : t('dashboard.comparison.partly', { at, count, open: number(open) })}
    </Text>
  );
}

function Actions({ running }: { running: boolean }) {
  const { t } = useTranslation();
  const ask = useAsk();
  const can = useCan('editor');
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    ...reconcileStripeMutation(),
    onSettled: () => queryClient.invalidateQueries({ queryKey: lastComparison.queryKey }),
  });
  const repair = async () => {
    const agreed = await ask({
      title: t('dashboard.comparison.ask'),
      confirm: t('dashboard.comparison.repair'),
      text: <Text>{t('dashboard.comparison.ask_text')}</Text>,
    });
    if (agreed) {
      mutate({ body: { dry_run: false } });
    }
  };
  return can ? (
    <>
      {error && <FailureAlert error={error} />}
      <Group gap="xs">
        <Button
          variant="default"
          disabled={running}
          loading={isPending}
          onClick={() => mutate({ body: { dry_run: true } })}
        >
          {t('dashboard.comparison.look')}
        </Button>
        <Button variant="default" disabled={running || isPending} onClick={repair}>
          {t('dashboard.comparison.repair')}
        </Button>
      </Group>
    </>
  ) : null;
}
