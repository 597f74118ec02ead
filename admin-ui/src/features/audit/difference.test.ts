import { describe, expect, it } from 'vitest';
import { differences } from './difference';

describe('the difference of two states', () => {
  it('names what was changed, and nothing else', () => {
    expect(differences({ name: 'Gold', note: '', version: 1 }, { name: 'Silver', note: '', version: 2 })).toEqual([
      { path: 'name', before: 'Gold', after: 'Silver' },
    ]);
  });

  it('goes into what is nested', () => {
    expect(differences({ cors: { max_age: 600, origins: [] } }, { cors: { max_age: 60, origins: [] } })).toEqual([
      { path: 'cors.max_age', before: 600, after: 60 },
    ]);
  });

  it('takes a list as one value', () => {
    expect(differences({ prices: ['a', 'b'] }, { prices: ['b'] })).toEqual([
      { path: 'prices', before: ['a', 'b'], after: ['b'] },
    ]);
  });

  it('shows all of what was made, without what is empty', () => {
    expect(differences(undefined, { name: 'Gold', end: null, inside: {} })).toEqual([
      { path: 'name', before: undefined, after: 'Gold' },
      { path: 'inside', before: undefined, after: {} },
    ]);
  });

  it('shows all of what was deleted', () => {
    expect(differences({ name: 'Gold' }, null)).toEqual([{ path: 'name', before: 'Gold', after: undefined }]);
  });

  it('takes a single value for what it is', () => {
    expect(differences(7, undefined)).toEqual([{ path: '', before: 7, after: undefined }]);
  });
});
