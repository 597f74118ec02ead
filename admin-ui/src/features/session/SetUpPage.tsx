import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setUp, signIn } from '../../api/gen/sdk.gen';
import { zAdminSessionSetUp } from '../../api/gen/zod.gen';
import { leastLength, mostLength } from '../../app/contract';
import { sessionOptions } from '../../app/session';
import { FailureAlert } from '../../components/PageStates';
import { placeFieldErrors } from '../../components/problems';
import { CenteredPage } from './CenteredPage';

interface SetUpPageProps {
  token: string | undefined;
  needed: boolean;
}

/** Makes the first admin. */
export function SetUpPage({ token, needed }: SetUpPageProps) {
  const { t } = useTranslation();
  if (!needed) {
    return (
      <Notice title={t('set_up.done_title')} text={t('set_up.done_text')}>
        <Button component={Link} to="/sign-in">
          {t('sign_in.title')}
        </Button>
      </Notice>
    );
  }
  if (!token) {
    return <Notice title={t('set_up.no_token_title')} text={t('set_up.no_token_text')} />;
  }
  return (
    <CenteredPage title={t('set_up.title')} intro={t('set_up.intro')}>
      <SetUpForm token={token} />
    </CenteredPage>
  );
}

function Notice({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <CenteredPage title={title}>
      <Alert color="blue">{text}</Alert>
      {children}
    </CenteredPage>
  );
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const fields = zAdminSessionSetUp.shape;
const MIN_PASSWORD = leastLength(fields.password);

function SetUpForm({ token }: { token: string }) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { email: '', name: '', password: '' },
    validateInputOnBlur: true,
    validate: {
      email: (value) => (EMAIL.test(value.trim()) ? null : t('set_up.email_invalid')),
      name: (value) => (value.trim() === '' ? t('set_up.name_required') : null),
      password: (value) =>
        fields.password.safeParse(value).success ? null : t('set_up.password_short', { min: MIN_PASSWORD }),
    },
  });
  const [failure, setFailure] = useState<unknown>();
  const { mutate, isPending } = useMakeAdmin((error) => setFailure(placeFieldErrors(form, error)));
  const submit = form.onSubmit(({ email, name, password }) => {
    setFailure(undefined);
    mutate({ token, email: email.trim(), name: name.trim(), password });
  });
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        {failure !== undefined && <FailureAlert error={failure} title={t('set_up.failed')} />}
        <TextInput
          label={t('set_up.name')}
          required
          description={t('set_up.name_hint')}
          autoComplete="name"
          maxLength={mostLength(fields.name)}
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('sign_in.email')}
          required
          description={t('set_up.email_hint')}
          type="email"
          autoComplete="username"
          maxLength={mostLength(fields.email)}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('sign_in.password')}
          required
          description={t('set_up.password_hint', { min: MIN_PASSWORD })}
          autoComplete="new-password"
          maxLength={mostLength(fields.password)}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={isPending} fullWidth mt="xs">
          {t('set_up.submit')}
        </Button>
      </Stack>
    </form>
  );
}

interface FirstAdmin {
  token: string;
  email: string;
  name: string;
  password: string;
}

function useMakeAdmin(onError: (error: unknown) => void) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (admin: FirstAdmin) => {
      await setUp({ body: admin, throwOnError: true });
      const { email, password } = admin;
      return (await signIn({ body: { email, password }, throwOnError: true })).data;
    },
    onSuccess: (session) => {
      queryClient.setQueryData(sessionOptions.queryKey, session);
      return navigate({ to: '/', replace: true });
    },
    onError,
  });
}
