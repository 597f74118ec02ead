import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signInMutation } from '../../api/gen/@tanstack/react-query.gen';
import { ApiFailure } from '../../app/api';
import { type Session, sessionOptions } from '../../app/session';
import { FailureAlert } from '../../components/PageStates';

/** E-mail address, password and, where the admin has a second factor, a code; opens a session. */
export function SignInForm({ email = '', onDone }: { email?: string; onDone?: (session: Session) => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: { email, password: '', code: '' },
    validate: {
      email: (value) => (value.trim() === '' ? t('sign_in.email_required') : null),
      password: (value) => (value === '' ? t('sign_in.password_required') : null),
    },
  });
  const { mutate, isPending, error } = useMutation({
    ...signInMutation(),
    onSuccess: (session) => {
      queryClient.setQueryData(sessionOptions.queryKey, session);
      onDone?.(session);
    },
  });
  // Once it was asked for it stays, also while a wrong one is refused.
  const [asksCode, setAsksCode] = useState(false);
  const needsCode = error instanceof ApiFailure && error.code === 'second_factor_required';
  if (needsCode && !asksCode) {
    setAsksCode(true);
  }
  const submit = form.onSubmit(({ email, password, code }) =>
    mutate({ body: { email: email.trim(), password, code: code.trim() || undefined } }),
  );
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        {error && !isPending && !needsCode && <FailureAlert error={error} title={t('sign_in.failed')} />}
        <TextInput
          label={t('sign_in.email')}
          type="email"
          autoComplete="username"
          maxLength={254}
          data-autofocus={email === '' || undefined}
          autoFocus={email === ''}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('sign_in.password')}
          autoComplete="current-password"
          data-autofocus={email !== '' || undefined}
          maxLength={200}
          {...form.getInputProps('password')}
        />
        {asksCode && (
          <TextInput
            label={t('sign_in.code')}
            description={t('sign_in.code_hint')}
            autoComplete="one-time-code"
            maxLength={40}
            autoFocus
            {...form.getInputProps('code')}
          />
        )}
        <Button type="submit" loading={isPending} fullWidth mt="xs">
          {t('sign_in.submit')}
        </Button>
      </Stack>
    </form>
  );
}
