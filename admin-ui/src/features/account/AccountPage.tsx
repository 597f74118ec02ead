import { Stack } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ownAccountOptions } from '../../api/gen/@tanstack/react-query.gen';
import { PageHeader } from '../../components/PageHeader';
import { NameSection } from './NameSection';
import { PasswordSection } from './PasswordSection';
import { SecondFactorSection } from './SecondFactorSection';
import { SessionsSection } from './SessionsSection';

/** An admin's own name, password, second factor and sessions. */
export function AccountPage() {
  const { t } = useTranslation();
  const { data: account } = useSuspenseQuery(ownAccountOptions());
  return (
    <Stack gap="lg">
      <PageHeader
        path={[t('nav.settings'), t('nav.administration')]}
        title={t('my_account.title')}
        intro={account.email}
      />
      <NameSection account={account} />
      <PasswordSection />
      <SecondFactorSection account={account} />
      <SessionsSection />
    </Stack>
  );
}
