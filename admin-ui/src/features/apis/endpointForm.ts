import type { Endpoint, EndpointDraft, FieldProblem, RateLimit } from '../../api/gen/types.gen';
import { problemsBelow, problemsBeside } from '../../components/schema/problems';
import type { Values } from '../../components/schema/SchemaForm';
import type { OperationNode } from './operations';

/** An endpoint as its dialog has it. */
export interface EndpointValues {
  path: string;
  enabled: boolean;
  category: Endpoint['category'] | '';
  model: string;
  model_version: number;
  operation: string;
  summary: string;
  description: string;
  restricted: boolean;
  group_ids: number[];
  rate_limit: Partial<RateLimit> | undefined;
  cache_seconds: number | undefined;
  settings: Values;
}

export const NEW_ENDPOINT: EndpointValues = {
  path: '',
  enabled: true,
  category: '',
  model: '',
  model_version: 1,
  operation: '',
  summary: '',
  description: '',
  restricted: false,
  group_ids: [],
  rate_limit: undefined,
  cache_seconds: 0,
  settings: {},
};

export function valuesOf(endpoint: Endpoint): EndpointValues {
  const { request_restriction, rate_limit, category, path, enabled, model, model_version, operation } = endpoint;
  const { summary, description, cache_seconds, settings } = endpoint;
  return {
    path,
    enabled,
    category,
    model,
    model_version,
    operation,
    summary,
    description,
    restricted: request_restriction.type === 'group_auth',
    group_ids: request_restriction.group_ids ?? [],
    rate_limit: rate_limit ?? undefined,
    cache_seconds,
    settings,
  };
}

/** What is sent; `version` is that of the endpoint that was read, when there is one. */
export function draftOf(values: EndpointValues, operation: OperationNode | undefined, version?: number): EndpointDraft {
  const { category, restricted, group_ids, rate_limit, cache_seconds, summary, settings, ...rest } = values;
  return {
    ...rest,
    path: rest.path.trim(),
    category: category as Endpoint['category'],
    // The operation's own summary follows the operation when it is left out.
    summary: summary.trim() || undefined,
    request_restriction: restricted ? { type: 'group_auth', group_ids } : { type: 'none' },
    rate_limit: rate_limit as RateLimit | undefined,
    cache_seconds: operation?.method === 'GET' ? cache_seconds : 0,
    settings: { ...settings },
    version,
  };
}

/** The same endpoint, switched on or off. */
export function switched(endpoint: Endpoint, enabled: boolean): EndpointDraft {
  const read = { method: endpoint.method } as OperationNode;
  return draftOf({ ...valuesOf(endpoint), enabled }, read, endpoint.version);
}

/** What another operation takes over: the settings that it has as well. */
export function settingsFor(operation: OperationNode | undefined, settings: Values): Values {
  const known = operation?.settings_schema.properties ?? {};
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name in known));
}

/** What has to be filled in before anything is sent. */
export function missing(values: EndpointValues): FieldProblem[] {
  const needed = (['category', 'model', 'operation', 'path'] as const).filter((field) => values[field].trim() === '');
  return needed.map((field) => ({ field, code: 'required', message: '' }));
}

const SHOWN = ['path', 'category', 'model', 'operation', 'summary', 'description', 'request_restriction', 'rate_limit'];

/** The problems that no field of the dialog shows, those of settings aside. */
export function problemsOfNoField(problems: readonly FieldProblem[]): FieldProblem[] {
  return [...SHOWN, 'cache_seconds', 'settings'].reduce<FieldProblem[]>(problemsBeside, [...problems]);
}

/** The problems of the settings; `settings` itself is none of its fields. */
export function problemsOfSettings(problems: readonly FieldProblem[]): FieldProblem[] {
  return problemsBelow(problems, 'settings');
}
