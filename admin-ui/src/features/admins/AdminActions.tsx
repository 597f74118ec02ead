import { Button, Divider, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  deleteAdminMutation,
  findAdminOptions,
  listAdminsQueryKey,
  resetSecondFactorMutation,
} from '../../api/gen/@tanstack/react-query.gen';
import type { AdminAccountsView } from '../../api/gen/types.gen';
import { useAsk } from '../../components/ask';
import { sayDone, sayFailed } from '../../components/say';

/** What an owner can do with another admin. */
export function AdminActions({ admin, onClose }: { admin: AdminAccountsView; onClose: () => void }) {
  const { t } = useTranslation();
  const ask = useAsk();
  const queryClient = useQueryClient();
  const path = { id: admin.id };
  const reread = () => queryClient.invalidateQueries({ queryKey: listAdminsQueryKey() });
  const reset = useMutation({
    ...resetSecondFactorMutation(),
    onSuccess: () => sayDone(t('admins.factor_reset')),
    onError: sayFailed,
    onSettled: () =>
      Promise.all([reread(), queryClient.invalidateQueries({ queryKey: findAdminOptions({ path }).queryKey })]),
  });
  const remove = useMutation({
    ...deleteAdminMutation(),
    onSuccess: () => {
      sayDone(t('admins.deleted'));
      onClose();
      queryClient.removeQueries({ queryKey: findAdminOptions({ path }).queryKey });
    },
    onError: sayFailed,
    onSettled: reread,
  });
  const askFirst = async (what: 'reset' | 'delete', then: () => void) => {
    const agreed = await ask({
      title: t(`admins.${what}_ask`, { name: admin.name }),
      text: t(`admins.${what}_text`),
      confirm: t(`admins.${what}`),
      destructive: true,
    });
    if (agreed) {
      then();
    }
  };
  return (
    <>
      <Divider />
      <Group>
        {admin.second_factor && (
          <Button
            variant="default"
            loading={reset.isPending}
            onClick={() => askFirst('reset', () => reset.mutate({ path }))}
          >
            {t('admins.reset')}
          </Button>
        )}
        <Button
          variant="light"
          color="red"
          loading={remove.isPending}
          onClick={() => askFirst('delete', () => remove.mutate({ path }))}
        >
          {t('admins.delete')}
        </Button>
      </Group>
    </>
  );
}
