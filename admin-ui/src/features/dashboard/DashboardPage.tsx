import { Paper, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { findStripeOverviewOptions, listMembersOptions } from '../../api/gen/@tanstack/react-query.gen';
import type { StripeOverview } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import { PageHeader } from '../../components/PageHeader';
import { FailureAlert } from '../../components/PageStates';
import { Section } from '../../components/Section';
import { Attention } from './Attention';
import { Comparison } from './Comparison';
import { GroupSizes, Statuses } from './Counts';
import { COMPARISON_ID } from './concerns';
import { OverTime } from './OverTime';
import { WebhookState } from './WebhookState';

/** How members and subscriptions fare, and what needs attention. */
export function DashboardPage() {
  const { t } = useTranslation();
  const { data, error } = useQuery(findStripeOverviewOptions());
  return (
    <Stack gap="lg">
      <PageHeader path={[]} title={t('dashboard.title')} intro={t('dashboard.intro')} />
      <Attention />
      {error && <FailureAlert error={error} />}
      <Numbers overview={data} />
      <Section title={t('dashboard.over_time.title')} intro={t('dashboard.over_time.intro')}>
        {data ? <OverTime days={data.days} /> : <Skeleton h={268} />}
      </Section>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <GroupSizes />
        <Statuses statuses={data?.statuses} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <WebhookState />
        <div id={COMPARISON_ID}>
          <Comparison />
        </div>
      </SimpleGrid>
    </Stack>
  );
}

function Numbers({ overview }: { overview: StripeOverview | undefined }) {
  const { t } = useTranslation();
  const members = useQuery(listMembersOptions({ query: { per_page: 1 } }));
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} component="dl" m={0}>
      <Figure name={t('dashboard.numbers.members')} value={members.data?.total} />
      <Figure
        name={t('dashboard.numbers.live')}
        value={overview?.statuses.reduce((sum, { count }) => sum + count, 0)}
      />
      <Figure name={t('dashboard.numbers.began')} value={overview?.began} />
      <Figure name={t('dashboard.numbers.ended')} value={overview?.ended} />
    </SimpleGrid>
  );
}

function Figure({ name, value }: { name: string; value: number | undefined }) {
  const { number } = useFormats();
  return (
    <Paper withBorder radius="md" p="md">
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0} fw={650} fz={28} lh={1.3}>
        {value === undefined ? <Skeleton h={36} w={60} /> : number(value)}
      </Text>
    </Paper>
  );
}
