import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeOwnPasswordMutation, listSessionsQueryKey } from '../../api/gen/@tanstack/react-query.gen';
import { zAccountNewPassword } from '../../api/gen/zod.gen';
import { leastLength } from '../../app/contract';
import { FailureAlert } from '../../components/PageStates';
import { placeFieldErrors } from '../../components/problems';
import { Section } from '../../components/Section';
import { sayDone } from '../../components/say';

const MIN = leastLength(zAccountNewPassword.shape.new_password);

/** Changes one's password. */
export function PasswordSection() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [failure, setFailure] = useState<unknown>();
  const form = useForm({
    initialValues: { old_password: '', new_password: '' },
    validate: {
      old_password: (old) => (old === '' ? t('sign_in.password_required') : null),
      new_password: (next) => (next.length < MIN ? t('set_up.password_short', { min: MIN }) : null),
    },
  });
  const { mutate, isPending } = useMutation({
    ...changeOwnPasswordMutation(),
    onSuccess: () => {
      form.reset();
      sayDone(t('my_account.password.changed'));
      return queryClient.invalidateQueries({ queryKey: listSessionsQueryKey() });
    },
    onError: (error) => setFailure(placeFieldErrors(form, error)),
  });
  return (
    <Section title={t('sign_in.password')} intro={t('my_account.password.intro')}>
      <form
        noValidate
        onSubmit={form.onSubmit((body) => {
          setFailure(undefined);
          mutate({ body });
        })}
        style={{ display: 'grid', gap: 16, maxWidth: 440 }}
      >
        {failure !== undefined && <FailureAlert error={failure} />}
        <PasswordInput
          label={t('my_account.password.old')}
          autoComplete="current-password"
          maxLength={200}
          {...form.getInputProps('old_password')}
        />
        <PasswordInput
          label={t('my_account.password.new')}
          description={t('set_up.password_hint', { min: MIN })}
          autoComplete="new-password"
          maxLength={200}
          {...form.getInputProps('new_password')}
        />
        <Button type="submit" loading={isPending} disabled={!form.isDirty()} style={{ justifySelf: 'start' }}>
          {t('my_account.password.change')}
        </Button>
      </form>
    </Section>
  );
}
