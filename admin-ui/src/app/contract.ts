interface Checked {
  _zod: { def: { checks?: readonly { _zod: { def: object } }[] | undefined } };
}

/** How many characters the contract asks for at least. */
export function leastLength(schema: Checked): number {
  return limit(schema, 'minimum') ?? 1;
}

/** How many characters the contract allows; undefined when it does not say. */
export function mostLength(schema: Checked): number | undefined {
  return limit(schema, 'maximum');
}

function limit(schema: Checked, name: 'minimum' | 'maximum'): number | undefined {
  const found = schema._zod.def.checks?.map(({ _zod }) => (_zod.def as Record<string, unknown>)[name]);
  return found?.find((value) => typeof value === 'number');
}
