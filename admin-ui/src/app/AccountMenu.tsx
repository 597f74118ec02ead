import { ActionIcon, Menu, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { signOutMutation } from '../api/gen/@tanstack/react-query.gen';
import { sayFailed } from '../components/say';
import { hasUnsaved } from '../components/unsaved';
import { sessionOptions, useSession } from './session';

/** Who is signed in, and the way out. */
export function AccountMenu() {
  const { t } = useTranslation();
  const session = useSession();
  const signOut = useSignOut();
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size="lg" aria-label={t('app.account')}>
          <IconUserCircle size={22} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown maw={320}>
        {session && (
          <Menu.Label>
            <Text size="sm" c="var(--mantine-color-text)" truncate>
              {session.label}
            </Text>
            {t(`app.roles.${session.role}`)}
          </Menu.Label>
        )}
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={signOut}>
          {t('app.sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useSignOut() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { mutate } = useMutation({
    ...signOutMutation(),
    onSuccess: async () => {
      queryClient.setQueryData(sessionOptions.queryKey, null);
      await navigate({ to: '/sign-in', ignoreBlocker: true });
      queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionOptions.queryKey[0] });
    },
    onError: sayFailed,
  });
  return () => {
    if (!hasUnsaved()) {
      mutate({});
      return;
    }
    modals.openConfirmModal({
      title: t('unsaved.leave_title'),
      children: t('unsaved.leave_text'),
      labels: { confirm: t('app.sign_out'), cancel: t('unsaved.stay') },
      confirmProps: { color: 'red.9' },
      onConfirm: () => mutate({}),
    });
  };
}
