import { useTranslation } from 'react-i18next';
import { useFormats } from '../../app/format';
import { StateBadge, type Tone } from '../../components/StateBadge';

const TONE = {
  trialing: 'good',
  active: 'good',
  past_due: 'bad',
  incomplete: 'wait',
  incomplete_expired: 'off',
  unpaid: 'bad',
  paused: 'wait',
  canceled: 'off',
} as const satisfies Record<string, Tone>;

export type Status = keyof typeof TONE;

/** The states that Stripe has for a subscription. */
export const STATUSES = Object.keys(TONE) as Status[];

function isKnown(status: string): status is Status {
  return status in TONE;
}

/** The state of a subscription in words; one that is not known is shown as Stripe spells it. */
export function SubscriptionStatus({ status }: { status: string }) {
  const { t } = useTranslation();
  return isKnown(status) ? (
    <StateBadge tone={TONE[status]}>{t(`subscriptions.status.${status}`)}</StateBadge>
  ) : (
    <StateBadge tone="plain">{status}</StateBadge>
  );
}

interface Term {
  status: string;
  current_period_end?: string | null;
  ends_on?: string | null;
}

/** Says when a subscription renews or ends; nothing for one that is over, or not paid. */
export function useTermWords(): (term: Term) => string | undefined {
  const { t } = useTranslation();
  const { date } = useFormats();
  return ({ status, current_period_end, ends_on }) => {
    if (ends_on) {
      return t('subscriptions.ends_on', { date: date(ends_on) });
    }
    // In any other state the present period is not paid, and its end says nothing.
    const renews = status === 'active' || status === 'trialing';
    return renews && current_period_end ? t('subscriptions.renews_on', { date: date(current_period_end) }) : undefined;
  };
}
