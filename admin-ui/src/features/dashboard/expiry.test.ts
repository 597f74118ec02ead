import { describe, expect, it } from 'vitest';
import { expiryOf } from './expiry';

const NOW = Date.parse('2026-03-15T00:00:00Z');

describe('expiry', () => {
  it.each([
    ['2026-03-16T00:00:00Z', 'soon'],
    ['2026-03-29T00:00:00Z', 'soon'],
    ['2026-03-29T00:00:01Z', undefined],
    ['2026-03-14T00:00:00Z', 'over'],
    ['2026-02-14T00:00:00Z', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('of %s is told as %s', (at, told) => {
    expect(expiryOf(at, NOW)).toBe(told);
  });
});
