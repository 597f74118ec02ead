import { describe, expect, it } from 'vitest';
import { endOfDay, isDayBreak, lastDay } from './days';

describe('the last day of a grant', () => {
  it.each(['2026-12-31', '2028-02-29', '2026-03-29', '2026-10-25'])('is %s again when it is read back', (day) => {
    expect(lastDay(endOfDay(day))).toBe(day);
    expect(isDayBreak(endOfDay(day))).toBe(true);
  });
});
