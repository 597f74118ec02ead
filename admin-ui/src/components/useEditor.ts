import { type UseFormReturnType, useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listAudit } from '../api/gen/sdk.gen';
import type { AuditEntry } from '../api/gen/types.gen';
import { ApiFailure } from '../app/api';
import { noticeEnd } from '../app/session';
import { mergeEdits, same } from './edits';
import { focusFirstError, placeFieldErrors } from './problems';
import { sayDone } from './say';

/** What keeps a save from being done, other than errors at fields. */
export type Hindrance = { why: 'conflict'; change?: AuditEntry | undefined } | { why: 'failure'; error: unknown };

interface EditorOptions<View, Values> {
  /** What is edited, as the server has it now. */
  view: View;
  valuesOf: (view: View) => Values;
  validate: (values: Values) => Record<string, string>;
  /** Sends what was edited, with the version of the view it began from. */
  send: (values: Values, base: View) => Promise<View>;
  /** Asks before something is saved that takes something away; false keeps it from being saved. */
  confirm?: (values: Values, base: View) => Promise<boolean>;
  /** Reads the view again. */
  reread: () => Promise<View>;
  /** How the audit log calls it, such as `group:7`. */
  subject: string;
  /** The admin's words for the server's refusals, by field and code. */
  words?: Partial<Record<string, string>>;
}

export interface Editor<Values extends object> {
  form: UseFormReturnType<Values>;
  dirty: boolean;
  saving: boolean;
  hindrance: Hindrance | undefined;
  /** Whether another admin's change was taken over beneath what is being edited. */
  merged: boolean;
  save: () => Promise<void>;
  discard: () => void;
  /** Takes over what another admin saved; fields that were edited keep what was entered. */
  reload: () => Promise<void>;
}

/** Edits one versioned object. What others save meanwhile is never overwritten, and never adopted unseen. */
export function useEditor<View, Values extends Record<string, unknown>>(
  options: EditorOptions<View, Values>,
): Editor<Values> {
  const { view, valuesOf, validate, send, confirm, reread, subject, words } = options;
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [base, setBase] = useState(view);
  const [saving, setSaving] = useState(false);
  const [merged, setMerged] = useState(false);
  const [hindrance, setHindrance] = useState<Hindrance>();
  const form = useForm<Values>({ initialValues: valuesOf(view), validate });
  const dirty = !same(form.values, valuesOf(base));

  const start = (from: View, values: Values) => {
    setBase(from);
    form.setInitialValues(valuesOf(from));
    form.setValues(values);
    form.clearErrors();
    setHindrance(undefined);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another view counts
  useEffect(() => {
    if (view !== base && !dirty) {
      start(view, valuesOf(view));
    }
  }, [view, dirty]);

  const refused = async (error: unknown) => {
    if (error instanceof ApiFailure && error.endsSession) {
      noticeEnd(queryClient, error);
      return;
    }
    if (error instanceof ApiFailure && error.isVersionConflict) {
      setHindrance({ why: 'conflict', change: await lastChange(subject) });
      return;
    }
    const rest = placeFieldErrors(form, error, words);
    setHindrance(rest === undefined ? undefined : { why: 'failure', error: rest });
    focusFirstError();
  };

  const save = async () => {
    setHindrance(undefined);
    if (form.validate().hasErrors) {
      focusFirstError();
      return;
    }
    if (confirm && !(await confirm(form.getValues(), base))) {
      return;
    }
    setSaving(true);
    try {
      const saved = await send(form.getValues(), base);
      start(saved, valuesOf(saved));
      setMerged(false);
      sayDone(t('state.saved'));
    } catch (error) {
      await refused(error);
    } finally {
      setSaving(false);
    }
  };

  const reload = async () => {
    try {
      const theirs = await reread();
      start(theirs, mergeEdits(valuesOf(base), form.getValues(), valuesOf(theirs)));
      setMerged(true);
    } catch (error) {
      setHindrance({ why: 'failure', error });
    }
  };

  const discard = () => {
    start(view, valuesOf(view));
    setMerged(false);
  };
  return { form, dirty, saving, hindrance, merged: merged && dirty, save, discard, reload };
}

async function lastChange(subject: string): Promise<AuditEntry | undefined> {
  const { data } = await listAudit({ query: { subject, per_page: 1 } });
  return data?.items[0];
}
