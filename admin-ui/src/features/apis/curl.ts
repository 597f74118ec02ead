import type { Api, Endpoint } from '../../api/gen/types.gen';
import { fieldsOf, type JsonSchema } from '../../components/schema/fields';
import { addressOf } from './addresses';
import type { OperationNode } from './operations';

type Called = Pick<Endpoint, 'method' | 'path' | 'operation' | 'request_restriction'>;
type Known = Pick<OperationNode, 'requires_member' | 'input_schema'>;

/** A call of an endpoint for a terminal; what the developer has to fill in stands in angle brackets. */
export function curlOf(api: Pick<Api, 'id' | 'security'>, endpoint: Called, operation: Known | undefined): string {
  const inPath = [...endpoint.path.matchAll(/\{([a-z0-9_]+)\}/g)].map(([, name]) => name);
  const rest = fieldsOf(operation?.input_schema ?? {}).filter(
    ({ name, required }) => required && !inPath.includes(name),
  );
  const address = addressOf(api.id, endpoint.path.replace(/\{([a-z0-9_]+)\}/g, '<$1>'));
  const reads = endpoint.method === 'GET';
  const query = reads ? rest.map(({ name }) => `${name}=<${name}>`).join('&') : '';
  return [
    `curl${reads ? '' : ` -X ${endpoint.method}`} ${quoted(query ? `${address}?${query}` : address)}`,
    ...proofOf(api, actsForMember(endpoint, operation)),
    ...(reads ? [] : bodyOf(rest.map(({ name, schema }) => [name, sampleOf(name, schema)]))),
  ].join(' \\\n  ');
}

/** Whether a call says who the member is; logout ends the session of the token that comes with it. */
function actsForMember({ operation, request_restriction }: Called, known: Known | undefined): boolean {
  return known?.requires_member !== false || request_restriction.type === 'group_auth' || operation === 'logout';
}

function proofOf({ security }: Pick<Api, 'security'>, forMember: boolean): string[] {
  switch (security) {
    case 'static_token':
      return [`-H ${quoted('X-RCMS-API-ACCESS-TOKEN: <token>')}`];
    case 'dynamic_token':
      // Not where it is not needed: a token that is unknown is refused even there.
      return forMember ? [`-H ${quoted('X-RCMS-API-ACCESS-TOKEN: <access_token>')}`] : [];
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
