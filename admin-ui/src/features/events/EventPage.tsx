import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { findStripeEventOptions } from '../../api/gen/@tanstack/react-query.gen';
import type { EventView } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import { useCan } from '../../app/session';
import { CopyAction, CopyId } from '../../components/CopyField';
import { Facts } from '../../components/Facts';
import { JsonTree } from '../../components/JsonTree';
import { OutLink } from '../../components/OutLink';
import { PageHeader } from '../../components/PageHeader';
import { PageLink } from '../../components/PageLink';
import { Section } from '../../components/Section';
import { useStripeDashboard } from '../../components/stripeDashboard';
import { EventStatus } from './EventStatus';
import { REFRESH_MS } from './EventsPage';
import { useReplay } from './replay';

const OPEN: readonly EventView['status'][] = ['pending', 'failed'];

/** One event: what has become of it, and what Stripe said. */
export function EventPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data: event } = useSuspenseQuery({
    ...findStripeEventOptions({ path: { event_id: id } }),
    refetchInterval: ({ state }) => (state.data && OPEN.includes(state.data.status) ? REFRESH_MS : false),
  });
  const mayReplay = useCan('editor');
  return (
    <Stack gap="lg">
      <PageHeader
        path={[
          <PageLink key="stripe" to="/settings/integrations/stripe" inherit>
            {t('nav.stripe')}
          </PageLink>,
          <PageLink key="list" to="/events" inherit>
            {t('events.title')}
          </PageLink>,
        ]}
        title={event.type}
        actions={mayReplay && <Replay id={id} />}
      />
      <Section title={t('events.state')}>
        <EventStatus event={event} />
        <Text size="sm">{t(`events.statuses.${event.status}.text`)}</Text>
        {event.status === 'dead' && mayReplay && <Alert color="yellow">{t('events.dead_hint')}</Alert>}
        <EventFacts event={event} />
      </Section>
      <Section
        title={t('events.payload')}
        intro={t('events.payload_hint')}
        aside={<CopyAction label={t('events.payload')} value={JSON.stringify(event.payload, null, 2)} />}
      >
        <JsonTree label={t('events.payload')} value={event.payload} />
      </Section>
    </Stack>
  );
}

function Replay({ id }: { id: string }) {
  const { t } = useTranslation();
  const { mutate, isPending } = useReplay();
  return (
    <Button
      leftSection={<IconRefresh size={16} />}
      loading={isPending}
      onClick={() => mutate({ path: { event_id: id } })}
    >
      {t('events.replay')}
    </Button>
  );
}

function EventFacts({ event }: { event: EventView }) {
  const { t } = useTranslation();
  const { dateTime, number } = useFormats();
  const { event_id, customer_id, subscription_id, member_id } = event;
  const dashboard = useStripeDashboard();
  return (
    <Facts
      facts={[
        [
          t('events.id'),
          <CopyId key="id" label={t('events.id')} value={event_id}>
            <OutLink to={dashboard('events', event_id)}>{t('events.at_stripe')}</OutLink>
          </CopyId>,
        ],
        [t('events.mode'), t(event.livemode ? 'stripe.modes.live' : 'stripe.modes.test')],
        [t('events.created'), dateTime(event.created)],
        [t('events.received'), dateTime(event.received_at)],
        [t('events.tries'), number(event.attempts)],
        member_id
          ? [
              t('events.member_label'),
              <Group key="member" gap="md">
                <PageLink to="/members/$id" params={{ id: member_id }}>
                  {t('events.member', { id: member_id })}
                </PageLink>
                <PageLink to="/events" search={{ member_id }} size="sm">
                  {t('events.of_member')}
                </PageLink>
              </Group>,
            ]
          : undefined,
        customer_id
          ? [t('events.customer'), <CopyId key="customer" label={t('events.customer')} value={customer_id} />]
          : undefined,
        subscription_id
          ? [
              t('events.subscription'),
              <CopyId key="subscription" label={t('events.subscription')} value={subscription_id} />,
            ]
          : undefined,
      ]}
    />
  );
}
