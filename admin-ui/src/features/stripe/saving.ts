import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IntegrationView } from '../../api/gen/types.gen';
import { ApiFailure } from '../../app/api';
import { focusFirstError, placeFieldErrors } from '../../components/problems';
import { sayDone } from '../../components/say';
import type { Hindrance } from '../../components/useEditor';
import { useConsequences } from './consequences';
import { integrationOptions, useUpdateMode } from './integration';
import { MODES, type Mode } from './keys';
import { draftOf, type ModeForm } from './modeForm';

export type Forms = Record<Mode, ModeForm>;

interface Saving {
  dirty: boolean;
  saving: boolean;
  hindrance: Hindrance | undefined;
  save: () => Promise<void>;
  discard: () => void;
}

/** Saves the modes that were edited, one after the other; the first that is refused is shown. */
export function useSaving(view: IntegrationView, forms: Forms, show: (mode: Mode) => void): Saving {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const update = useUpdateMode();
  const agreed = useConsequences(view);
  const [hindrance, setHindrance] = useState<Hindrance>();
  const [saving, setSaving] = useState(false);
  const edited = MODES.filter((mode) => forms[mode].dirty);
  const reread = () => queryClient.invalidateQueries({ queryKey: integrationOptions.queryKey });

  const refused = async (mode: Mode, error: unknown) => {
    if (error instanceof ApiFailure && error.endsSession) {
      return;
    }
    show(mode);
    if (error instanceof ApiFailure && error.isVersionConflict) {
      await reread();
      setHindrance({ why: 'conflict' });
      return;
    }
    const rest = placeFieldErrors(forms[mode].form, error, {
      'secret_key.required': t('stripe.problem.secret_key_needed'),
    });
    setHindrance(rest === undefined ? undefined : { why: 'failure', error: rest });
    focusFirstError();
  };

  const saveAll = async () => {
    for (const mode of edited) {
      const { form, restart } = forms[mode];
      try {
        restart(await update.mutateAsync({ mode, draft: draftOf(form.getValues(), view[mode]) }));
      } catch (error) {
        await refused(mode, error);
        return;
      }
    }
    await reread();
    sayDone(t('state.saved'));
  };

  const save = async () => {
    setHindrance(undefined);
    const wrong = edited.find((mode) => forms[mode].form.validate().hasErrors);
    if (wrong) {
      show(wrong);
      focusFirstError();
      return;
    }
    if (await agreed(edited.map((mode) => ({ mode, draft: draftOf(forms[mode].form.getValues(), view[mode]) })))) {
      setSaving(true);
      await saveAll().finally(() => setSaving(false));
    }
  };

  const discard = () => {
    setHindrance(undefined);
    for (const mode of edited) {
      forms[mode].discard();
    }
  };
  return { dirty: edited.length > 0, saving, hindrance, save, discard };
}
