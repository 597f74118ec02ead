// Stripe's currencies without minor units, and those with three digits; it differs from ISO 4217 in some.
const NO_DIGITS = 'bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf'.split(' ');
const THREE_DIGITS = 'bhd jod kwd omr tnd'.split(' ');

/** Digits that an amount from Stripe has behind the point; the yen has none. */
export function minorDigits(currency: string): number {
  const code = currency.toLowerCase();
  return NO_DIGITS.includes(code) ? 0 : THREE_DIGITS.includes(code) ? 3 : 2;
}

/** An amount in minor units, as Stripe has it, in the words of a language. */
export function formatMoney(language: string | undefined, minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(minor / 10 ** digits);
}
