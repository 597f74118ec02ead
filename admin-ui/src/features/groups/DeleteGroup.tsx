import { Button, Group, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { GroupView } from '../../api/gen/types.gen';
import { useAsk } from '../../components/ask';
import { ButtonLink } from '../../components/PageLink';
import { FailureAlert } from '../../components/PageStates';
import { useDeleteGroup } from './group';

/** Deletes a group after a yes, or says why that cannot be done now. */
export function DeleteGroup({ group }: { group: GroupView }) {
  const { t } = useTranslation();
  const ask = useAsk();
  const { mutate, isPending } = useDeleteGroup();
  const start = async () => {
    if (group.member_count > 0) {
      modals.open({
        title: t('groups.remove.not_now', { name: group.name }),
        children: <InUse group={group} />,
      });
      return;
    }
    const agreed = await ask({
      title: t('groups.remove.ask', { name: group.name }),
      confirm: t('action.delete'),
      destructive: true,
      text: <Text>{t('groups.remove.text')}</Text>,
    });
    if (agreed) {
      mutate(
        { path: { id: group.id } },
        {
          onError: (error) =>
            modals.open({ title: t('groups.remove.failed'), children: <FailureAlert error={error} /> }),
        },
      );
    }
  };
  return (
    <Button variant="default" leftSection={<IconTrash size={16} />} onClick={start} loading={isPending}>
      {t('action.delete')}
    </Button>
  );
}

/** Why a group stays, with the way to those who are in it. */
function InUse({ group }: { group: GroupView }) {
  const { t } = useTranslation();
  return (
    <>
      <Text>{t('groups.remove.has_members', { count: group.member_count })}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => modals.closeAll()} data-autofocus>
          {t('action.cancel')}
        </Button>
        <ButtonLink to="/members" search={{ group_id: group.id }} onClick={() => modals.closeAll()}>
          {t('groups.show_members')}
        </ButtonLink>
      </Group>
    </>
  );
}
