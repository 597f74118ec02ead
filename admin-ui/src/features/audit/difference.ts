import { same } from '../../components/edits';
/** One value that a change has touched; absent when there was, or is, none. */
export interface Change {
  path: string;
  before: unknown;
  after: unknown;
}

/** What differs between two states of a thing, by the paths of its values. */
export function differences(before: unknown, after: unknown): Change[] {
  const old = flat(before);
  const now = flat(after);
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  return paths
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }))
    .filter((change) => !same(change.before, change.after));
}

// Counts the changes of the thing itself: it says nothing beside the changes.
const COUNTERS = new Set(['version', 'revision']);

function flat(value: unknown, path = ''): Map<string, unknown> {
  if (!isObject(value) || (Object.keys(value).length === 0 && path !== '')) {
    return new Map(value === undefined || value === null ? [] : [[path, value]]);
  }
  const entries = Object.entries(value).filter(([name]) => path !== '' || !COUNTERS.has(name));
  return new Map(entries.flatMap(([name, inside]) => [...flat(inside, path === '' ? name : `${path}.${name}`)]));
}

// Lists are compared as a whole: what moved within one is no change of its own.
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
