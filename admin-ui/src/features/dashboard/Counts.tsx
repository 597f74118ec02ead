import { Box, Group, Progress, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { listGroupsOptions } from '../../api/gen/@tanstack/react-query.gen';
import type { StripeStatusCount } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import { PageLink } from '../../components/PageLink';
import { Section } from '../../components/Section';
import { SubscriptionStatus } from '../subscriptions/SubscriptionStatus';

const SHOWN = 8;

/** How many members each group has, the largest first. */
export function GroupSizes() {
  const { t } = useTranslation();
  const { data } = useQuery(listGroupsOptions({ query: { per_page: 100 } }));
  const largest = [...(data?.items ?? [])].sort((one, other) => other.member_count - one.member_count).slice(0, SHOWN);
  return (
    <Section title={t('dashboard.groups.title')}>
      {!data && <Skeleton h={120} />}
      {data?.total === 0 && <Text c="dimmed">{t('dashboard.groups.none')}</Text>}
      {largest.map((group) => (
        <Row key={group.id} count={group.member_count} most={largest[0]?.member_count ?? 0}>
          <PageLink to="/members" search={{ group_id: group.id }}>
            {group.name}
          </PageLink>
        </Row>
      ))}
      {data && data.total > SHOWN && <PageLink to="/groups">{t('dashboard.groups.more')}</PageLink>}
    </Section>
  );
}

/** How many subscriptions there are in each state. */
export function Statuses({ statuses }: { statuses: readonly StripeStatusCount[] | undefined }) {
  const { t } = useTranslation();
  return (
    <Section title={t('dashboard.statuses.title')}>
      {!statuses && <Skeleton h={120} />}
      {statuses?.length === 0 && <Text c="dimmed">{t('dashboard.statuses.none')}</Text>}
      {statuses?.map(({ status, count }) => (
        <Row key={status} count={count} most={statuses[0]?.count ?? 0}>
          <PageLink to="/subscriptions" search={{ status }} underline="hover">
            <SubscriptionStatus status={status} />
          </PageLink>
        </Row>
      ))}
    </Section>
  );
}

function Row({ count, most, children }: { count: number; most: number; children: ReactNode }) {
  const { number } = useFormats();
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Box miw={0} style={{ overflowWrap: 'anywhere' }}>
          {children}
        </Box>
        <Text fw={600}>{number(count)}</Text>
      </Group>
      <Progress value={most === 0 ? 0 : (100 * count) / most} aria-hidden size="sm" />
    </Stack>
  );
}
