import { describe, expect, it } from 'vitest';
import { type KeyKind, keyProblem, type Mode } from './keys';

const good: [KeyKind, Mode, string][] = [
  ['publishable_key', 'test', 'pk_test_51AbC'],
  ['publishable_key', 'live', 'pk_live_51AbC'],
  ['secret_key', 'test', 'sk_test_51AbC'],
  ['secret_key', 'test', 'rk_test_51AbC'],
  ['secret_key', 'live', 'rk_live_51AbC'],
  ['webhook_secret', 'live', 'whsec_abc/+='],
  ['secret_key', 'test', '  sk_test_51AbC\n'],
];

const bad: [KeyKind, Mode, string, object][] = [
  ['secret_key', 'test', 'sk_test_51 AbC', { why: 'space' }],
  ['secret_key', 'test', 'sk_test_', { why: 'cut_off' }],
  ['secret_key', 'test', 'sk_test_51…AbC', { why: 'cut_off' }],
  ['secret_key', 'test', 'sk_live_51AbC', { why: 'wrong_mode', expected: ['sk_test_', 'rk_test_'] }],
  ['publishable_key', 'live', 'pk_test_51AbC', { why: 'wrong_mode', expected: ['pk_live_'] }],
  [
    'secret_key',
    'test',
    'pk_test_51AbC',
    { why: 'wrong_kind', kind: 'publishable_key', expected: ['sk_test_', 'rk_test_'] },
  ],
  ['publishable_key', 'test', 'sk_live_51AbC', { why: 'wrong_kind', kind: 'secret_key', expected: ['pk_test_'] }],
  ['webhook_secret', 'test', 'sk_test_51AbC', { why: 'wrong_kind', kind: 'secret_key', expected: ['whsec_'] }],
  ['webhook_secret', 'test', 'we_1AbC', { why: 'wrong_start', expected: ['whsec_'] }],
];

describe('keyProblem', () => {
  it.each(good)('takes as %s of %s mode: %j', (kind, mode, key) => {
    expect(keyProblem(kind, mode, key)).toBeUndefined();
  });

  it.each(bad)('refuses as %s of %s mode: %j', (kind, mode, key, problem) => {
    expect(keyProblem(kind, mode, key)).toEqual(problem);
  });
});
