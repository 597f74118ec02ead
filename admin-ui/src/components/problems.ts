import type { UseFormReturnType } from '@mantine/form';
import { ApiFailure } from '../app/api';

function isShown(values: unknown, path: string): boolean {
  let found = values;
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null || !(name in found)) {
      return false;
    }
    found = (found as Record<string, unknown>)[name];
  }
  return true;
}

/**
 * Puts the server's field errors at the fields of the form. Returns the failure when something is left to be said
 * elsewhere: no field errors at all, or some of fields that the form does not show.
 */
export function placeFieldErrors<Values extends object>(
  form: UseFormReturnType<Values>,
  error: unknown,
  words: Partial<Record<string, string>> = {},
): unknown {
  if (!(error instanceof ApiFailure) || error.fields.length === 0) {
    return error;
  }
  const known = error.fields.filter((problem) => isShown(form.getValues(), problem.field));
  for (const { field, code, message } of known) {
    form.setFieldError(field, words[`${field}.${code}`] ?? message);
  }
  return known.length === error.fields.length ? undefined : error;
}

/** Takes the admin to the first field that is wrong, once its error has been drawn. */
export function focusFirstError(within = 'main'): void {
  setTimeout(() => {
    // Fields that are not shown, such as those of another tab, take no focus.
    const fields = document.querySelectorAll<HTMLElement>(`${within} [aria-invalid="true"]`);
    [...fields].find((field) => field.offsetParent !== null)?.focus();
  }, 50);
}

interface Schema {
  safeParse: (value: unknown) => { success: boolean; error?: { issues: { path: PropertyKey[] }[] } | undefined };
}

/** Checks a form by the contract's schema; each field that is wrong gets the words for it. */
export function byContract<Values>(
  schema: Schema,
  draft: (values: Values) => unknown,
  words: Record<string, string>,
): (values: Values) => Record<string, string> {
  return (values) => {
    const issues = schema.safeParse(draft(values)).error?.issues ?? [];
    return Object.fromEntries(
      issues.map(({ path }) => [path.join('.'), words[path.join('.')] ?? words.other ?? path.join('.')]),
    );
  };
}
