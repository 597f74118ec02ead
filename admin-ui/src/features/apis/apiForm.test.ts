import { describe, expect, it } from 'vitest';
import type { Api } from '../../api/gen/types.gen';
import { ApiFailure } from '../../app/api';
import { type ApiValues, asFormHas, draftOf, valuesOf } from './apiForm';

const PROVIDER = {
  enabled: true,
  issuer: 'https://id.example/',
  audience: 'shop',
  jwks_url: 'https://id.example/keys',
};

function api(changes: Partial<Api> = {}): Api {
  return {
    id: 7,
    title: 'Shop',
    version: '1.0',
    description: '',
    security: 'dynamic_token',
    cookie_same_site: 'lax',
    cors: {},
    access_token_lifespan: 3600,
    refresh_token_lifespan: 86_400,
    revision: 3,
    ...changes,
  };
}

function sent(base: Api, changes: Partial<ApiValues>) {
  return draftOf({ ...valuesOf(base), ...changes } as ApiValues, base);
}

describe('draftOf', () => {
  it('sends an API as it was read, when nothing is changed', () => {
    const base = api({ external_identity: { ...PROVIDER, subject_claim: 'oid' } });
    expect(sent(base, {})).toMatchObject({
      title: 'Shop',
      security: 'dynamic_token',
      cookie_same_site: 'lax',
      external_identity: { ...PROVIDER, subject_claim: 'oid' },
      revision: 3,
    });
  });

  it('sends a provider that is entered, without blanks', () => {
    const entered = {
      takes_identity: true,
      issuer: ' https://id.example/ ',
      audience: 'shop',
      jwks_url: 'https://id.example/keys',
    };
    expect(sent(api(), entered).external_identity).toEqual({
      ...PROVIDER,
      subject_claim: undefined,
      email_claim: undefined,
    });
  });

  it('says nothing of a provider where there is none', () => {
    expect(sent(api(), { issuer: 'half' }).external_identity).toBeUndefined();
  });

  it.each([{ takes_identity: false }, { security: 'cookie' as const }])(
    'ends what a provider may do: %o',
    (changes) => {
      expect(sent(api({ external_identity: PROVIDER }), changes).external_identity).toEqual({
        ...PROVIDER,
        enabled: false,
      });
    },
  );
});

describe('asFormHas', () => {
  it('names the fields of parts as the form does', () => {
    const problem = (field: string) => ({ field, code: 'invalid', message: 'No.' });
    const failure = new ApiFailure(422, 'refused', 'No.', 'r-1', [
      problem('cors.allow_origins.0'),
      problem('external_identity.jwks_url'),
      problem('title'),
    ]);
    expect((asFormHas(failure) as ApiFailure).fields.map(({ field }) => field)).toEqual([
      'allow_origins',
      'jwks_url',
      'title',
    ]);
  });
});
