import type { UseFormReturnType } from '@mantine/form';
import { ApiFailure } from '../app/api';

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
  const known = error.fields.filter((problem) => problem.field in form.getValues());
  for (const { field, code, message } of known) {
    form.setFieldError(field, words[`${field}.${code}`] ?? message);
  }
  return known.length === error.fields.length ? undefined : error;
}
