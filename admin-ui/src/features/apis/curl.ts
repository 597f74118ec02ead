import type { Api, Endpoint } from '../../api/gen/types.gen';
import { fieldsOf, type JsonSchema } from '../../components/schema/fields';
import { addressOf } from './addresses';

/** A call of an endpoint for a terminal; what the developer has to fill in stands in angle brackets. */
export function curlOf(
  api: Pick<Api, 'id' | 'security'>,
  endpoint: Pick<Endpoint, 'method' | 'path'>,
  input: JsonSchema | undefined,
): string {
  const inPath = [...endpoint.path.matchAll(/\{([a-z0-9_]+)\}/g)].map(([, name]) => name);
  const rest = fieldsOf(input ?? {}).filter(({ name, required }) => required && !inPath.includes(name));
  const address = addressOf(api.id, endpoint.path.replace(/\{([a-z0-9_]+)\}/g, '<$1>'));
  const reads = endpoint.method === 'GET';
  const query = reads ? rest.map(({ name }) => `${name}=<${name}>`).join('&') : '';
  return [
    `curl${reads ? '' : ` -X ${endpoint.method}`} ${quoted(query ? `${address}?${query}` : address)}`,
    ...proofOf(api),
    ...(reads ? [] : bodyOf(rest.map(({ name, schema }) => [name, sampleOf(name, schema)]))),
  ].join(' \\\n  ');
}

function proofOf({ security }: Pick<Api, 'security'>): string[] {
  switch (security) {
    case 'static_token':
      return [`-H ${quoted('X-RCMS-API-ACCESS-TOKEN: <token>')}`];
    case 'dynamic_token':
      return [`-H ${quoted('X-RCMS-API-ACCESS-TOKEN: <access_token>')}`];
    case 'cookie':
      return ['-b cookies.txt', '-c cookies.txt', `-H ${quoted(`Origin: ${window.location.origin}`)}`];
    default:
      return [];
  }
}

function bodyOf(fields: [string, unknown][]): string[] {
  return [`-H ${quoted('Content-Type: application/json')}`, `-d ${quoted(JSON.stringify(Object.fromEntries(fields)))}`];
}

function sampleOf(name: string, { type }: JsonSchema): unknown {
  const samples: Record<string, unknown> = { integer: 1, number: 1, boolean: false, array: [], object: {} };
  return samples[String(type)] ?? `<${name}>`;
}

/** One word for a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
