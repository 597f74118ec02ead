import { schemaResolver, type UseFormReturnType, useForm } from '@mantine/form';
import type { TFunction } from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModeDraft, ModeView } from '../../api/gen/types.gen';
import { zModeDraft } from '../../api/gen/zod.gen';
import { KEY_KINDS, type KeyProblem, keyProblem, type Mode } from './keys';

export interface ModeValues {
  status: ModeView['status'];
  publishable_key: string;
  /** Empty: the stored one stays. */
  secret_key: string;
  webhook_secret: string;
}

export interface ModeForm {
  form: UseFormReturnType<ModeValues>;
  dirty: boolean;
  /** Counts how often what was typed was thrown away or saved. */
  round: number;
  discard: () => void;
  /** Takes what the server has now as saved. */
  restart: (view: ModeView) => void;
}

export function valuesOf(view: ModeView): ModeValues {
  return {
    status: view.status,
    publishable_key: view.publishable_key ?? '',
    secret_key: '',
    webhook_secret: '',
  };
}

/** What has to be sent: the fields that differ, and the version they were read at. */
export function draftOf(values: ModeValues, view: ModeView): ModeDraft {
  const stored = valuesOf(view);
  const draft: ModeDraft = { version: view.version };
  if (values.status !== stored.status) {
    draft.status = values.status;
  }
  for (const kind of KEY_KINDS) {
    const key = values[kind].trim();
    if (key !== stored[kind]) {
      draft[kind] = key;
    }
  }
  return draft;
}

function problemText(t: TFunction, mode: Mode, problem: KeyProblem): string {
  switch (problem.why) {
    case 'space':
    case 'cut_off':
      return t(`stripe.problem.${problem.why}`);
    case 'wrong_start':
      return t('stripe.problem.wrong_start', { expected: either(t, problem.expected) });
    case 'wrong_mode':
      return t(`stripe.problem.wrong_mode.${mode}`, { expected: either(t, problem.expected) });
    case 'wrong_kind':
      return t(`stripe.problem.wrong_kind.${problem.kind}`, { expected: either(t, problem.expected) });
  }
}

function either(t: TFunction, starts: readonly string[]): string {
  return starts.join(t('stripe.problem.or'));
}

/** The contract's schema, and the shape of keys, in the admin's words. */
function schema(t: TFunction, mode: Mode, view: ModeView) {
  return zModeDraft.check(({ value: draft, issues }) => {
    for (const kind of KEY_KINDS) {
      const key = draft[kind]?.trim() ?? '';
      const refuse = (message: string) => issues.push({ code: 'custom', path: [kind], message, input: key });
      if (key === '') {
        if (kind === 'publishable_key' && view.publishable_key) {
          refuse(t('stripe.problem.empty'));
        }
        continue;
      }
      const problem = keyProblem(kind, mode, key);
      if (problem) {
        refuse(problemText(t, mode, problem));
      }
    }
  });
}

/** The form of one mode. When the server's settings change, fields that were not edited follow. */
export function useModeForm(mode: Mode, view: ModeView): ModeForm {
  const { t } = useTranslation();
  const [round, setRound] = useState(0);
  const form = useForm<ModeValues>({
    initialValues: valuesOf(view),
    validateInputOnBlur: true,
    validate: schemaResolver(schema(t, mode, view), { sync: true }),
  });

  const [known, setKnown] = useState(view);
  useEffect(() => {
    if (known !== view) {
      const edited = draftOf(form.getValues(), known);
      const { version: _, ...edits } = edited;
      form.setInitialValues(valuesOf(view));
      form.setValues({ ...valuesOf(view), ...(edits as Partial<ModeValues>) });
      setKnown(view);
    }
  }, [form, known, view]);

  const start = (values: ModeValues) => {
    form.setInitialValues(values);
    form.setValues(values);
    form.clearErrors();
    setRound((count) => count + 1);
  };
  return {
    form,
    dirty: Object.keys(draftOf(form.values, view)).length > 1,
    round,
    discard: () => start(valuesOf(view)),
    restart: (saved) => {
      setKnown(saved);
      start(valuesOf(saved));
    },
  };
}
