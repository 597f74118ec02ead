import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  findStripeIntegrationOptions,
  findStripeReconciliationOptions,
  findStripeWebhookHealthOptions,
  listStripeReconciliationsOptions,
} from '../../api/gen/@tanstack/react-query.gen';
import type { ReconcileReport } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import type { Mode } from '../../components/prices/prices';
import { lastOf } from '../../components/SecretField';
import { useExpiring } from './expiring';

/** Where the dashboard has the comparison with Stripe. */
export const COMPARISON_ID = 'comparison';

export interface Concern {
  text: string;
  /** The page on which something can be done about it. */
  to: string;
  /** What of that page. */
  search?: Record<string, string>;
  hash?: string;
}

const SETTINGS = '/settings/integrations/stripe';
const COMPARISON = { to: '/', hash: COMPARISON_ID };
const OPEN = ['dead', 'failed', 'parked'] as const;
// These are shown with their numbers.
const TOLD_OTHERWISE: readonly string[] = ['ok', 'dead_events'];

/** The last comparison with Stripe; read again while one is running. */
export const lastComparison = listStripeReconciliationsOptions({ query: { per_page: 1 } });

/** How the webhook of the mode fares that members pay in. */
export function useWebhookHealth(mode: Mode | null | undefined) {
  return useQuery({
    ...findStripeWebhookHealthOptions({ path: { mode: mode ?? 'test' } }),
    enabled: !!mode,
  });
}

/** How many differences a comparison has left as they were. */
export function useOpenDrifts(run: ReconcileReport | undefined): number {
  const found = run?.state === 'done' ? run.drifts_total : 0;
  const { data } = useQuery({
    ...findStripeReconciliationOptions({ path: { run_id: run?.run_id ?? 0 } }),
    enabled: found > 0 && run?.dry_run === false,
  });
  return run?.dry_run ? found : (data?.drifts.filter(({ repaired }) => !repaired).length ?? 0);
}

/** All that needs attention, as far as it is known yet. */
export function useConcerns(): { concerns: Concern[]; pending: boolean } {
  const { t } = useTranslation();
  const { date } = useFormats();
  const { data: integration, isPending } = useQuery(findStripeIntegrationOptions());
  const mode = integration?.active_mode;
  const webhook = useWebhookHealth(mode);
  const comparison = useQuery(lastComparison);
  const last = comparison.data?.items[0];
  const open = useOpenDrifts(last);
  const expiring = useExpiring();

  const concerns: Concern[] = [];
  if (integration && !mode) {
    concerns.push({ text: t('dashboard.attention.stripe_off'), to: SETTINGS });
  }
  const connection = mode && integration?.[mode];
  if (connection && connection.health.state !== 'ok') {
    concerns.push({ text: t(`stripe.health.${connection.health.state}`), to: SETTINGS });
  }
  if (webhook.data && !TOLD_OTHERWISE.includes(webhook.data.state)) {
    concerns.push({ text: t(`dashboard.webhook.${webhook.data.state}`), to: SETTINGS });
  }
  for (const status of OPEN) {
    const count = webhook.data?.events[status] ?? 0;
    if (count > 0) {
      concerns.push({ text: t(`dashboard.attention.${status}`, { count }), to: '/events', search: { status } });
    }
  }
  if (open > 0) {
    concerns.push({ text: t('dashboard.attention.drift', { count: open }), ...COMPARISON });
  }
  if (last?.state === 'failed') {
    concerns.push({ text: t('dashboard.attention.comparison_failed'), ...COMPARISON });
  }
  for (const { hint, retires_at } of connection ? connection.webhook_secrets : []) {
    if (retires_at) {
      const words = { hint: lastOf(hint), date: date(retires_at) };
      concerns.push({ text: t('dashboard.attention.secret', words), to: SETTINGS });
    }
  }
  concerns.push(...expiring);
  return { concerns, pending: isPending || webhook.isLoading || comparison.isPending };
}
