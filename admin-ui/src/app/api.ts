import { client } from '../api/gen/client.gen';
import type { FieldProblem } from '../api/gen/types.gen';
import { zProblem } from '../api/gen/zod.gen';

const TIMEOUT_MS = 60_000;

/** What went wrong with a call: the server's problem, or `unreachable` when there was no answer. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;
  readonly fields: readonly FieldProblem[];

  constructor(status: number, code: string, message: string, requestId?: string, fields: readonly FieldProblem[] = []) {
    super(message);
    this.name = 'ApiFailure';
    this.status = status;
    this.code = code;
    this.requestId = requestId;
    this.fields = fields;
  }

  /** Whether nobody is signed in any more. */
  get endsSession(): boolean {
    return this.status === 401;
  }

  /** Whether somebody else changed meanwhile what was to be changed. */
  get isVersionConflict(): boolean {
    return this.code === 'version_conflict';
  }

  /** Whether trying again may help. */
  get mayPass(): boolean {
    return this.status === 0 || this.status === 503;
  }
}

function failure(error: unknown, response: Response | undefined): unknown {
  if (!response) {
    const cancelled = error instanceof DOMException && error.name === 'AbortError';
    return cancelled ? error : new ApiFailure(0, 'unreachable', String(error));
  }
  const problem = zProblem.safeParse(error);
  if (!problem.success) {
    return new ApiFailure(response.status, 'unknown', `HTTP ${response.status}`);
  }
  const { status, code, detail, request_id, errors } = problem.data;
  return new ApiFailure(status, code, detail, request_id, errors);
}

/** Sets up the client of the admin API: a time limit for each call, and failures of one kind. */
export function startApi(): void {
  client.setConfig({
    fetch: (input, init) => {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      return fetch(input, {
        ...init,
        signal: input instanceof Request ? AbortSignal.any([input.signal, signal]) : signal,
      });
    },
  });
  client.interceptors.error.use(failure);
}
