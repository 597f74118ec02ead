import { describe, expect, it } from 'vitest';
import { formatMoney } from './money';

describe('formatMoney', () => {
  it.each([
    ['usd', 1999, '$19.99'],
    ['usd', 2000, '$20.00'],
    ['jpy', 1200, '¥1,200'],
    ['kwd', 1500, 'KWD 1.500'],
    // Stripe keeps two digits for the krona, which ISO 4217 has none for.
    ['isk', 150000, 'ISK 1,500.00'],
  ])('reads minor units of %s', (currency, minor, words) => {
    expect(formatMoney('en', minor, currency).replace('\u00a0', ' ')).toBe(words);
  });
});
