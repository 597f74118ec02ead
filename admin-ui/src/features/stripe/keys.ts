import type { IntegrationView } from '../../api/gen/types.gen';

export type Mode = NonNullable<IntegrationView['active_mode']>;
export const MODES: readonly Mode[] = ['test', 'live'];

/** The kinds of keys that Stripe gives out, by the field each is entered in. */
export type KeyKind = 'publishable_key' | 'secret_key' | 'webhook_secret';
export const KEY_KINDS: readonly KeyKind[] = ['publishable_key', 'secret_key', 'webhook_secret'];

/** Why a text cannot be a key of a kind and mode. */
export type KeyProblem =
  | { why: 'space' | 'cut_off' }
  | { why: 'wrong_start' | 'wrong_mode'; expected: string[] }
  | { why: 'wrong_kind'; kind: KeyKind; expected: string[] };

const REST = /^[A-Za-z0-9_+/=-]{3,255}$/;

function starts(kind: KeyKind, mode: Mode): string[] {
  switch (kind) {
    case 'publishable_key':
      return [`pk_${mode}_`];
    case 'secret_key':
      return [`sk_${mode}_`, `rk_${mode}_`];
    case 'webhook_secret':
      return ['whsec_'];
  }
}

/** What is wrong with a key that was typed or pasted; the server checks the same, and asks Stripe. */
export function keyProblem(kind: KeyKind, mode: Mode, text: string): KeyProblem | undefined {
  const key = text.trim();
  if (/\s/.test(key)) {
    return { why: 'space' };
  }
  const expected = starts(kind, mode);
  const start = expected.find((one) => key.startsWith(one));
  if (start !== undefined) {
    return REST.test(key.slice(start.length)) ? undefined : { why: 'cut_off' };
  }
  const found = KEY_KINDS.find((one) => MODES.some((any) => starts(one, any).some((other) => key.startsWith(other))));
  if (found === undefined) {
    return { why: 'wrong_start', expected };
  }
  return found === kind ? { why: 'wrong_mode', expected } : { why: 'wrong_kind', kind: found, expected };
}
