import { Alert, Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { resetAccount } from '../../api/gen/sdk.gen';
import { zAdminSessionReset } from '../../api/gen/zod.gen';
import { leastLength, mostLength } from '../../app/contract';
import { sessionOptions } from '../../app/session';
import { FailureAlert } from '../../components/PageStates';
import { placeFieldErrors } from '../../components/problems';
import { CenteredPage } from './CenteredPage';

/** Sets a new password for an admin who could not sign in any more. */
export function ResetPage({ token }: { token: string | undefined }) {
  const { t } = useTranslation();
  const [done, setDone] = useState(false);
  if (done) {
    return (
      <CenteredPage title={t('reset.done_title')}>
        <Alert color="blue">{t('reset.done_text')}</Alert>
        <Button component={Link} to="/sign-in">
          {t('sign_in.title')}
        </Button>
      </CenteredPage>
    );
  }
  if (!token) {
    return (
      <CenteredPage title={t('set_up.no_token_title')}>
        <Alert color="blue">{t('reset.no_token_text')}</Alert>
      </CenteredPage>
    );
  }
  return (
    <CenteredPage title={t('reset.title')} intro={t('reset.intro')}>
      <ResetForm token={token} onDone={() => setDone(true)} />
    </CenteredPage>
  );
}

const { password: field } = zAdminSessionReset.shape;
const MIN_PASSWORD = leastLength(field);

function ResetForm({ token, onDone }: { token: string; onDone: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [failure, setFailure] = useState<unknown>();
  const form = useForm({
    initialValues: { password: '' },
    validateInputOnBlur: true,
    validate: {
      password: (value) => (field.safeParse(value).success ? null : t('set_up.password_short', { min: MIN_PASSWORD })),
    },
  });
  const { mutate, isPending } = useMutation({
    mutationFn: (password: string) => resetAccount({ body: { token, password }, throwOnError: true }),
    onSuccess: () => {
      // Whoever was signed in here is not any more, if it was the same admin.
      queryClient.removeQueries({ queryKey: sessionOptions.queryKey });
      onDone();
    },
    onError: (error) => setFailure(placeFieldErrors(form, error)),
  });
  const submit = form.onSubmit(({ password }) => {
    setFailure(undefined);
    mutate(password);
  });
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        {failure !== undefined && <FailureAlert error={failure} title={t('reset.failed')} />}
        <PasswordInput
          label={t('reset.password')}
          required
          description={t('set_up.password_hint', { min: MIN_PASSWORD })}
          autoComplete="new-password"
          maxLength={mostLength(field)}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={isPending} fullWidth mt="xs">
          {t('reset.submit')}
        </Button>
      </Stack>
    </form>
  );
}
