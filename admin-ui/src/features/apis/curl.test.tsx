import { describe, expect, it } from 'vitest';
import { curlOf } from './curl';

const input = {
  type: 'object',
  properties: { email: { type: 'string' }, age: { type: 'integer' }, note: { type: 'string' } },
  required: ['email', 'age'],
};

describe('a call for a terminal', () => {
  it('sends what is required as a body, and names where the token goes', () => {
    const text = curlOf({ id: 3, security: 'dynamic_token' }, { method: 'POST', path: 'register' }, input);
    expect(text).toBe(
      [
        `curl -X POST '${window.location.origin}/rcms-api/3/register'`,
        `-H 'X-RCMS-API-ACCESS-TOKEN: <access_token>'`,
        `-H 'Content-Type: application/json'`,
        `-d '{"email":"<email>","age":1}'`,
      ].join(' \\\n  '),
    );
  });

  it('puts what is required into the query of what only reads', () => {
    expect(curlOf({ id: 3, security: 'none' }, { method: 'GET', path: 'find' }, input)).toBe(
      `curl '${window.location.origin}/rcms-api/3/find?email=<email>&age=<age>'`,
    );
  });

  it('leaves a gap for a parameter of the path, and sends it nowhere else', () => {
    expect(
      curlOf({ id: 3, security: 'none' }, { method: 'GET', path: 'people/{email}' }, { ...input, required: ['email'] }),
    ).toBe(`curl '${window.location.origin}/rcms-api/3/people/<email>'`);
  });

  it('carries the cookie, and the origin that the server asks for', () => {
    const text = curlOf({ id: 3, security: 'cookie' }, { method: 'POST', path: 'logout' }, undefined);
    expect(text).toContain('-b cookies.txt');
    expect(text).toContain(`-H 'Origin: ${window.location.origin}'`);
  });

  it('is one word for the shell even with a quote in it', () => {
    const name = { type: 'object', properties: { "it's": { type: 'string' } }, required: ["it's"] };
    expect(curlOf({ id: 3, security: 'none' }, { method: 'POST', path: 'x' }, name)).toContain(
      `-d '{"it'\\''s":"<it'\\''s>"}'`,
    );
  });
});
