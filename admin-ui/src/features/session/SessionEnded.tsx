import { Modal, Text } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sessionOptions, useSession } from '../../app/session';
import { SignInForm } from './SignInForm';

/** Lets an admin whose session has ended sign in again without losing the page. */
export function SessionEnded() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { data: session } = useSuspenseQuery(sessionOptions);
  const email = useSession()?.label;
  const reread = async () => {
    await queryClient.invalidateQueries();
    await router.invalidate();
  };
  return (
    <Modal
      opened={session === null}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('sign_in.again_title')}
    >
      <Text mb="md">{t('sign_in.again_text')}</Text>
      <SignInForm email={email} onDone={reread} />
    </Modal>
  );
}
