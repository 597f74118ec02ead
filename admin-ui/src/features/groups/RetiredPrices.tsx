import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { GroupView, RetiredStripePrice } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import { useCan } from '../../app/session';
import { useAsk } from '../../components/ask';
import { FailureAlert } from '../../components/PageStates';
import { PriceLine } from '../../components/prices/PriceLine';
import { Section } from '../../components/Section';
import { retiredPricesOptions, useDropPrice } from './group';

/** Prices that a group sells no longer, and who would leave without them. */
export function RetiredPrices({ group }: { group: GroupView }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(retiredPricesOptions(group.id));
  const drop = useDropPrice(group.id);
  if (error) {
    return <FailureAlert error={error} />;
  }
  return data === undefined || data.total === 0 ? null : (
    <Section title={t('groups.retired.title')} intro={t('groups.retired.intro')}>
      {data.items.map((retired) => (
        <Retired key={`${retired.mode} ${retired.price}`} group={group} retired={retired} drop={drop} />
      ))}
      {drop.error && <FailureAlert error={drop.error} />}
    </Section>
  );
}

interface RetiredProps {
  group: GroupView;
  retired: RetiredStripePrice;
  drop: ReturnType<typeof useDropPrice>;
}

function Retired({ group, retired, drop }: RetiredProps) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const ask = useAsk();
  const can = useCan('editor');
  const { mode, price, members_leaving: count } = retired;
  const start = async () => {
    const agreed = await ask({
      title: t('groups.retired.ask'),
      confirm: t('groups.retired.drop'),
      destructive: true,
      text: <Leaving group={group} retired={retired} />,
    });
    if (agreed) {
      drop.mutate({ path: { id: group.id, mode, price } });
    }
  };
  return (
    <Stack gap={4}>
      <PriceLine mode={mode} id={price}>
        {can && (
          <Button
            variant="default"
            size="xs"
            onClick={start}
            loading={drop.isPending && drop.variables.path.price === price}
            aria-label={t('groups.retired.drop_named', { id: price })}
          >
            {t('groups.retired.drop')}
          </Button>
        )}
      </PriceLine>
      <Text size="sm" c="dimmed">
        {t(`groups.prices.mode.${mode}`)} · {t('groups.retired.since', { date: date(retired.retired_at) })} ·{' '}
        {count === 0 ? t('groups.retired.leaving_none') : t('groups.retired.leaving', { count })}
      </Text>
    </Stack>
  );
}

function Leaving({ group, retired }: { group: GroupView; retired: RetiredStripePrice }) {
  const { t } = useTranslation();
  const { members_leaving: count, members } = retired;
  return (
    <Stack gap="xs">
      <Text>{t('groups.retired.ask_text', { id: retired.price, group: group.name })}</Text>
      <Text fw={600}>{count === 0 ? t('groups.retired.ask_none') : t('groups.retired.ask_leaving', { count })}</Text>
      <List size="sm">
        {members.map((id) => (
          <List.Item key={id}>{t('groups.retired.member', { id })}</List.Item>
        ))}
      </List>
      {count > members.length && (
        <Group>
          <Text size="sm">{t('groups.retired.and_more', { count: count - members.length })}</Text>
        </Group>
      )}
    </Stack>
  );
}
