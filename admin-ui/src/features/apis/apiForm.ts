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
}

export function valuesOf(api: Api): ApiValues {
  const { title, version, description, security, access_token_lifespan, refresh_token_lifespan, cors } = api;
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
  };
}

export function draftOf(values: ApiValues, base: Api): ApiDraft {
  const { allow_origins, allow_headers, allow_credentials, max_age, ...rest } = values;
  return {
    ...rest,
    title: rest.title.trim(),
    version: rest.version.trim() || undefined,
    cors: { allow_origins, allow_headers, allow_credentials, max_age },
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
    field: problem.field.replace(/^cors\.([a-z_]+).*$/, '$1'),
  }));
  return new ApiFailure(error.status, error.code, error.message, error.requestId, fields);
}
