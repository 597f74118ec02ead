import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { findStripeIntegrationOptions } from '../../api/gen/@tanstack/react-query.gen';
import type { WebhookHealth } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import { Facts } from '../../components/Facts';
import { PageLink } from '../../components/PageLink';
import { FailureAlert } from '../../components/PageStates';
import { Section } from '../../components/Section';
import { useWebhookHealth } from './concerns';

/** How well it arrives here what Stripe reports. */
export function WebhookState() {
  const { t } = useTranslation();
  const { data: integration } = useQuery(findStripeIntegrationOptions());
  const mode = integration?.active_mode;
  const { data, error } = useWebhookHealth(mode);
  return (
    <Section
      title={t('dashboard.webhook.title')}
      intro={t('dashboard.webhook.intro')}
      aside={<PageLink to="/settings/integrations/stripe">{t('dashboard.webhook.settings')}</PageLink>}
    >
      {error && <FailureAlert error={error} />}
      {integration && !mode && <Text c="dimmed">{t('dashboard.webhook.off')}</Text>}
      {data ? <Health health={data} /> : mode && !error && <Skeleton h={96} />}
    </Section>
  );
}

function Health({ health }: { health: WebhookHealth }) {
  const { t } = useTranslation();
  const { relative } = useFormats();
  const { state, last_events, oldest_open_at } = health;
  const newest = last_events.reduce<string | undefined>(
    (latest, { received_at }) => (received_at && (!latest || received_at > latest) ? received_at : latest),
    undefined,
  );
  return (
    <>
      <Text fw={600}>{t(`dashboard.webhook.${state === 'ok' && !newest ? 'ready' : state}`)}</Text>
      <Facts
        facts={[
          [t('dashboard.webhook.newest'), newest ? relative(newest) : t('dashboard.webhook.never')],
          oldest_open_at ? [t('dashboard.webhook.waiting'), relative(oldest_open_at)] : undefined,
        ]}
      />
    </>
  );
}
