import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listApisOptions, listApiTokensOptions, listTokensOptions } from '../../api/gen/@tanstack/react-query.gen';
import { useFormats } from '../../app/format';
import { useCan } from '../../app/session';
import type { Concern } from './concerns';
import { expiryOf } from './expiry';

interface Token {
  name: string;
  expires_at?: string | null;
}

/** Tokens that stop working soon or did so lately; those that the admin may see. */
export function useExpiring(): Concern[] {
  const { t } = useTranslation();
  const { date } = useFormats();
  const editor = useCan('editor');
  const tokens = useQuery({ ...listTokensOptions({ query: { per_page: 100 } }), enabled: useCan('owner') });
  const apis = useQuery({ ...listApisOptions({ query: { per_page: 100 } }), enabled: editor });
  const guarded = (apis.data?.items ?? []).filter((api) => api.security === 'static_token');
  const statics = useQueries({
    queries: guarded.map(({ id }) => listApiTokensOptions({ path: { id }, query: { per_page: 100 } })),
  });

  const concern = (token: Token, kind: 'token' | 'static_token', api = ''): Omit<Concern, 'to'>[] => {
    const expiry = expiryOf(token.expires_at, Date.now());
    const words = { name: token.name, api, date: token.expires_at ? date(token.expires_at) : '' };
    return expiry ? [{ text: t(`dashboard.attention.${kind}_${expiry}`, words) }] : [];
  };
  return [
    ...(tokens.data?.items ?? []).flatMap((token) => concern(token, 'token').map((one) => ({ ...one, to: '/tokens' }))),
    ...guarded.flatMap((api, index) =>
      (statics[index]?.data?.items ?? [])
        .flatMap((token) => concern(token, 'static_token', api.title))
        .map((one) => ({ ...one, to: `/apis/${api.id}`, search: { tab: 'tokens' } })),
    ),
  ];
}
