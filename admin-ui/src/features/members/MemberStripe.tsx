import { Button, Group, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MemberView, StripeMemberFieldsSubscription } from '../../api/gen/types.gen';
import { useCan } from '../../app/session';
import { CopyId } from '../../components/CopyField';
import { OutLink } from '../../components/OutLink';
import { FailureAlert } from '../../components/PageStates';
import { useActiveMode } from '../../components/prices/activeMode';
import { PriceName } from '../../components/prices/PriceLine';
import { Section } from '../../components/Section';
import { useStripeDashboard } from '../../components/stripeDashboard';
import { SubscriptionStatus, useTermWords } from '../subscriptions/SubscriptionStatus';
import { useResync } from './member';

/** What a member is and has at Stripe. */
export function MemberStripe({ member }: { member: MemberView }) {
  const { t } = useTranslation();
  const dashboard = useStripeDashboard();
  const { customer_id, subscriptions } = member.stripe;
  return (
    <Section title={t('members.stripe.title')} aside={customer_id && <Resync member={member} />}>
      {customer_id ? (
        <div>
          <Text size="sm" fw={500}>
            {t('members.stripe.customer')}
          </Text>
          <CopyId label={t('members.stripe.customer')} value={customer_id}>
            <OutLink to={dashboard('customers', customer_id)}>{t('members.stripe.open')}</OutLink>
          </CopyId>
        </div>
      ) : (
        <Text c="dimmed">{t('members.stripe.none')}</Text>
      )}
      {customer_id && (
        <Stack gap="sm">
          <Text size="sm" fw={500}>
            {t('members.stripe.subscriptions')}
          </Text>
          {subscriptions.length === 0 && <Text c="dimmed">{t('members.stripe.no_subscriptions')}</Text>}
          {subscriptions.toReversed().map((subscription) => (
            <Subscription key={subscription.id} subscription={subscription} />
          ))}
        </Stack>
      )}
    </Section>
  );
}

function Resync({ member }: { member: MemberView }) {
  const { t } = useTranslation();
  const can = useCan('editor');
  const { mutate, isPending, error } = useResync();
  return can ? (
    <>
      <Button
        variant="default"
        leftSection={<IconRefresh size={16} />}
        title={t('members.stripe.resync_hint')}
        loading={isPending}
        onClick={() => mutate({ path: { id: member.id } })}
      >
        {t('members.stripe.resync')}
      </Button>
      {error && <FailureAlert error={error} />}
    </>
  ) : null;
}

function Subscription({ subscription }: { subscription: StripeMemberFieldsSubscription }) {
  const { t } = useTranslation();
  const dashboard = useStripeDashboard();
  const term = useTermWords();
  const mode = useActiveMode();
  return (
    <Stack gap={4} pl="sm" style={{ borderInlineStart: '3px solid var(--mantine-color-ai-3)' }}>
      <Group gap="xs">
        <SubscriptionStatus status={subscription.status} />
        <Text size="sm">{term(subscription)}</Text>
      </Group>
      {subscription.items.map((item) => (
        <Group key={item.price_id} gap={6}>
          <PriceName mode={mode} id={item.price_id} />
          {item.quantity > 1 && <Text size="sm">{t('subscriptions.quantity', { count: item.quantity })}</Text>}
        </Group>
      ))}
      <CopyId label={t('subscriptions.id')} value={subscription.id}>
        <OutLink to={dashboard('subscriptions', subscription.id)}>{t('members.stripe.open')}</OutLink>
      </CopyId>
    </Stack>
  );
}
