import type { Endpoint } from '../../api/gen/types.gen';

/** Where the endpoints of an API are, below the site. */
export function pathOf(api: number): string {
  return `/rcms-api/${api}/`;
}

/** The whole address of the endpoints of an API; the panel is served from the same place. */
export function addressOf(api: number, path = ''): string {
  return `${window.location.origin}${pathOf(api)}${path}`;
}

/** Swagger UI of an API; with an endpoint, opened there. */
export function docsUrl(api: number, endpoint?: Pick<Endpoint, 'method' | 'path'>): string {
  const page = `/docs/${api}/`;
  return endpoint ? `${page}#endpoint=${encodeURIComponent(`${endpoint.method} /${endpoint.path}`)}` : page;
}
