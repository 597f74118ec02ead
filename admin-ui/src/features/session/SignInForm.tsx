import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { signInMutation } from '../../api/gen/@tanstack/react-query.gen';
import { type Session, sessionOptions } from '../../app/session';
import { FailureAlert } from '../../components/PageStates';

/** E-mail address and password; opens a session. */
export function SignInForm({ email = '', onDone }: { email?: string; onDone?: (session: Session) => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: { email, password: '' },
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
  return (
    <form noValidate onSubmit={form.onSubmit((values) => mutate({ body: { ...values, email: values.email.trim() } }))}>
      <Stack>
        {error && !isPending && <FailureAlert error={error} title={t('sign_in.failed')} />}
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
        <Button type="submit" loading={isPending} fullWidth mt="xs">
          {t('sign_in.submit')}
        </Button>
      </Stack>
    </form>
  );
}
