/** Whether two values of a form, or of the server, say the same. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Theirs, with the fields that were edited here. */
export function mergeEdits<Values extends object>(before: Values, edited: Values, theirs: Values): Values {
  const edits = Object.entries(edited).filter(([field, value]) => !same(value, before[field as keyof Values]));
  return { ...theirs, ...Object.fromEntries(edits) };
}
