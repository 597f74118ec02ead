import { describe, expect, it } from 'vitest';
import { curlOf } from './curl';

const post = (path: string) =>
  ({ method: 'POST', path, operation: path, request_restriction: { type: 'none' } }) as const;
const get = (path: string) => ({ ...post(path), method: 'GET' });

const input = {
  type: 'object',
  properties: { email: { type: 'string' }, age: { type: 'integer' }, note: { type: 'string' } },
  required: ['email', 'age'],
};

const update = { requires_member: true, input_schema: input };
const register = { requires_member: false, input_schema: input };

describe('a call for a terminal', () => {
  it('sends what is required as a body, and names where the token goes', () => {
    const text = curlOf({ id: 3, security: 'dynamic_token' }, post('update'), update);
    expect(text).toBe(
      [
        `curl -X POST '${window.location.origin}/rcms-api/3/update'`,
        `-H 'X-RCMS-API-ACCESS-TOKEN: <access_token>'`,
        `-H 'Content-Type: application/json'`,
        `-d '{"email":"<email>","age":1}'`,
      ].join(' \\\n  '),
    );
  });

  it('sends no token where no member is needed, for one that is unknown would be refused', () => {
    const api = { id: 3, security: 'dynamic_token' } as const;
    expect(curlOf(api, post('register'), register)).not.toContain('X-RCMS-API-ACCESS-TOKEN');
    const forGroups = { ...post('list'), request_restriction: { type: 'group_auth' as const, group_ids: [1] } };
    expect(curlOf(api, forGroups, register)).toContain('X-RCMS-API-ACCESS-TOKEN: <access_token>');
    expect(curlOf(api, post('logout'), register)).toContain('X-RCMS-API-ACCESS-TOKEN: <access_token>');
  });

  it('sends a static token with every call', () => {
    expect(curlOf({ id: 3, security: 'static_token' }, post('register'), register)).toContain(
      `-H 'X-RCMS-API-ACCESS-TOKEN: <token>'`,
    );
  });

  it('puts what is required into the query of what only reads', () => {
    expect(curlOf({ id: 3, security: 'none' }, get('find'), update)).toBe(
      `curl '${window.location.origin}/rcms-api/3/find?email=<email>&age=<age>'`,
    );
  });

  it('leaves a gap for a parameter of the path, and sends it nowhere else', () => {
    expect(
      curlOf({ id: 3, security: 'none' }, get('people/{email}'), {
        ...update,
        input_schema: { ...input, required: ['email'] },
      }),
    ).toBe(`curl '${window.location.origin}/rcms-api/3/people/<email>'`);
  });

  it('carries the cookie, and the origin that the server asks for', () => {
    const text = curlOf({ id: 3, security: 'cookie' }, post('logout'), undefined);
    expect(text).toContain('-b cookies.txt');
    expect(text).toContain(`-H 'Origin: ${window.location.origin}'`);
  });

  it('is one word for the shell even with a quote in it', () => {
    const name = { type: 'object', properties: { "it's": { type: 'string' } }, required: ["it's"] };
    expect(curlOf({ id: 3, security: 'none' }, post('x'), { ...update, input_schema: name })).toContain(
      `-d '{"it'\\''s":"<it'\\''s>"}'`,
    );
  });
});
