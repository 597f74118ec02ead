import { describe, expect, it } from 'vitest';
import { ticks } from './scale';

describe('ticks', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [5, [0, 2, 4, 6]],
    [97, [0, 50, 100]],
    [1234, [0, 500, 1000, 1500]],
  ])('of %d are round and reach it', (most, expected) => {
    expect(ticks(most)).toEqual(expected);
  });
});
