import { Alert } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CenteredPage } from './CenteredPage';
import { SignInForm } from './SignInForm';

interface SignInPageProps {
  /** Where the admin wanted to go. */
  to: string | undefined;
  noAdmin: boolean;
}

/** The way into the panel. */
export function SignInPage({ to, noAdmin }: SignInPageProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <CenteredPage title={t('sign_in.title')}>
      {noAdmin && <Alert color="yellow">{t('sign_in.no_admin')}</Alert>}
      <SignInForm onDone={() => navigate({ to: to ?? '/', replace: true })} />
    </CenteredPage>
  );
}
