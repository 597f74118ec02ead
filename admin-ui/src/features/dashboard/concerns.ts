import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  findStripeIntegrationOptions,
  findStripeWebhookHealthOptions,
  listStripeReconciliationsOptions,
} from '../../api/gen/@tanstack/react-query.gen';
import { useFormats } from '../../app/format';
import { lastOf } from '../../components/SecretField';

export interface Concern {
  text: string;
  /** The page on which something can be done about it. */
  to: string;
  /** What that page is narrowed to. */
  status?: string;
}

const SETTINGS = '/settings/integrations/stripe';
const OPEN = ['dead', 'failed', 'parked'] as const;
// Those are told with their numbers.
const TOLD_OTHERWISE: readonly string[] = ['ok', 'dead_events'];

/** The last comparison with Stripe; read again while one is running. */
export const lastComparison = listStripeReconciliationsOptions({ query: { per_page: 1 } });

/** All that needs attention, as far as it is known yet. */
export function useConcerns(): { concerns: Concern[]; pending: boolean } {
  const { t } = useTranslation();
  const { date } = useFormats();
  const integration = useQuery(findStripeIntegrationOptions());
  const mode = integration.data?.active_mode ?? undefined;
  const webhook = useQuery({
    ...findStripeWebhookHealthOptions({ path: { mode: mode ?? 'test' } }),
    enabled: mode !== undefined,
  });
  const comparison = useQuery(lastComparison);

  const concerns: Concern[] = [];
  if (integration.data && !mode) {
    concerns.push({ text: t('dashboard.attention.stripe_off'), to: SETTINGS });
  }
  const connection = mode && integration.data?.[mode];
  if (connection && connection.health.state !== 'ok') {
    concerns.push({ text: t(`stripe.health.${connection.health.state}`), to: SETTINGS });
  }
  if (webhook.data && !TOLD_OTHERWISE.includes(webhook.data.state)) {
    concerns.push({ text: t('dashboard.attention.webhook', { message: webhook.data.message }), to: SETTINGS });
  }
  for (const status of OPEN) {
    const count = webhook.data?.events[status] ?? 0;
    if (count > 0) {
      concerns.push({ text: t(`dashboard.attention.${status}`, { count }), to: '/events', status });
    }
  }
  const last = comparison.data?.items[0];
  if (last?.state === 'done' && last.dry_run && last.drifts_total > 0) {
    concerns.push({ text: t('dashboard.attention.drift', { count: last.drifts_total }), to: '/' });
  }
  for (const { hint, retires_at } of connection ? connection.webhook_secrets : []) {
    if (retires_at) {
      const words = { hint: lastOf(hint), date: date(retires_at) };
      concerns.push({ text: t('dashboard.attention.secret', words), to: SETTINGS });
    }
  }
  return { concerns, pending: integration.isPending || webhook.isLoading || comparison.isPending };
}
