import type { Api, ApiDraft } from '../../api/gen/types.gen';
import { ApiFailure } from '../../app/api';

/** An API as its form has it. */
export interface ApiValues extends Record<string, unknown> {
  title: string;
  version: string;
  description: string;
  security: Api['security'];
  access_token_lifespan: number | undefined;
  refresh_token_lifespan: number | undefined;
  allow_origins: string[];
  allow_headers: string[];
  allow_credentials: boolean;
  max_age: number | undefined;
  cookie_same_site: Api['cookie_same_site'];
  takes_identity: boolean;
  issuer: string;
  audience: string;
  jwks_url: string;
  subject_claim: string;
  email_claim: string;
}

export function valuesOf(api: Api): ApiValues {
  const { title, version, description, security, access_token_lifespan, refresh_token_lifespan, cors } = api;
  const provider = api.external_identity;
  return {
    title,
    version,
    description,
    security,
    access_token_lifespan,
    refresh_token_lifespan,
    allow_origins: cors.allow_origins ?? [],
    allow_headers: cors.allow_headers ?? [],
    allow_credentials: cors.allow_credentials ?? false,
    max_age: cors.max_age ?? undefined,
    cookie_same_site: api.cookie_same_site,
    takes_identity: provider ? (provider.enabled ?? true) : false,
    issuer: provider?.issuer ?? '',
    audience: provider?.audience ?? '',
    jwks_url: provider?.jwks_url ?? '',
    subject_claim: provider?.subject_claim ?? '',
    email_claim: provider?.email_claim ?? '',
  };
}

/** What of the provider is sent: all while its tokens are taken, else only that they are not any more. */
function providerOf(values: ApiValues, base: Api): ApiDraft['external_identity'] {
  const { issuer, audience, jwks_url, subject_claim, email_claim } = values;
  if (values.takes_identity && values.security === 'dynamic_token') {
    return {
      enabled: true,
      issuer: issuer.trim(),
      audience: audience.trim(),
      jwks_url: jwks_url.trim(),
      subject_claim: subject_claim.trim() || undefined,
      email_claim: email_claim.trim() || undefined,
    };
  }
  return base.external_identity ? { ...base.external_identity, enabled: false } : undefined;
}

export function draftOf(values: ApiValues, base: Api): ApiDraft {
  const { allow_origins, allow_headers, allow_credentials, max_age } = values;
  return {
    title: values.title.trim(),
    version: values.version.trim() || undefined,
    description: values.description,
    security: values.security,
    cookie_same_site: values.cookie_same_site,
    access_token_lifespan: values.access_token_lifespan,
    refresh_token_lifespan: values.refresh_token_lifespan,
    cors: { allow_origins, allow_headers, allow_credentials, max_age },
    external_identity: providerOf(values, base),
    revision: base.revision,
  };
}

/** Names the fields of the wire as the form does: `cors.allow_origins.0` is `allow_origins` there. */
export function asFormHas(error: unknown): unknown {
  if (!(error instanceof ApiFailure)) {
    return error;
  }
  const fields = error.fields.map((problem) => ({
    ...problem,
    field: problem.field.replace(/^(?:cors|external_identity)\.([a-z_]+).*$/, '$1'),
  }));
  return new ApiFailure(error.status, error.code, error.message, error.requestId, fields);
}
