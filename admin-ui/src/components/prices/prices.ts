import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { findStripeIntegrationOptions, listStripePricesOptions } from '../../api/gen/@tanstack/react-query.gen';
import type { PriceView } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';

export type Mode = PriceView['mode'];

const INTERVALS = ['day', 'week', 'month', 'year'] as const;
const AT_ONCE = 100;
const FRESH_MS = 60_000;

/** Whether a text can be the id of a price, as Stripe gives them out. */
export function isPriceId(text: string): boolean {
  return /^(price|plan)_[A-Za-z0-9_]{3,250}$/.test(text);
}

/** Whether Stripe can be asked in a mode; absent as long as that is not known. */
export function useHasKey(mode: Mode): boolean | undefined {
  const { data } = useQuery(findStripeIntegrationOptions());
  return data && Boolean(data[mode].secret_key_hint);
}

/** The newest prices of a mode, or those that a search finds. */
export function usePrices(mode: Mode, q?: string) {
  const enabled = useHasKey(mode) ?? false;
  return useQuery({
    ...listStripePricesOptions({ query: { mode, q: q || undefined, per_page: AT_ONCE } }),
    staleTime: FRESH_MS,
    enabled,
  });
}

/** One price; absent as long as it is not known, or when Stripe lists no such price. */
export function usePrice(mode: Mode, id: string) {
  const keyless = useHasKey(mode) === false;
  const newest = usePrices(mode);
  const found = newest.data?.items.find((price) => price.id === id);
  const search = useQuery({
    ...listStripePricesOptions({ query: { mode, q: id, per_page: AT_ONCE } }),
    staleTime: FRESH_MS,
    // Older than the newest ones, or made after they were read.
    enabled: newest.data !== undefined && found === undefined,
  });
  return {
    price: found ?? search.data?.items.find((price) => price.id === id),
    pending: !keyless && (newest.isPending || search.isLoading),
    failed: keyless || newest.isError,
  };
}

/** Says what a price costs, such as "¥1,200 / month". */
export function usePriceWords(): (price: PriceView) => string {
  const { t } = useTranslation();
  const { money } = useFormats();
  return ({ unit_amount, currency, interval, interval_count }) => {
    const amount = typeof unit_amount === 'number' ? money(unit_amount, currency) : t('price.by_quantity');
    const unit = INTERVALS.find((one) => one === interval);
    if (unit === undefined) {
      return t('price.once', { amount });
    }
    const count = interval_count ?? 1;
    return count === 1 ? t(`price.each.${unit}`, { amount }) : t(`price.every.${unit}`, { amount, count });
  };
}
