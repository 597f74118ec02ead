import { Button, Group, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconLock, IconLockOpen, IconMailCheck, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MemberView } from '../../api/gen/types.gen';
import { ApiFailure } from '../../app/api';
import { useCan } from '../../app/session';
import { useAsk } from '../../components/ask';
import { FailureAlert } from '../../components/PageStates';
import { type Departure, DepartureChoice } from './DepartureChoice';
import { isCharged, useDeleteMember, useSetStatus } from './member';

/** Blocks, unblocks and deletes a member, after a yes. */
export function MemberActions({ member }: { member: MemberView }) {
  const can = useCan('editor');
  return can ? (
    <Group gap="xs">
      {member.status === 'unconfirmed' && <ConfirmAction member={member} />}
      <BlockAction member={member} />
      <DeleteAction member={member} />
    </Group>
  ) : null;
}

const isInUse = (error: unknown) => error instanceof ApiFailure && error.code === 'in_use';

function useShowFailure(title: string) {
  return (error: unknown) => modals.open({ title, children: <FailureAlert error={error} /> });
}

function ConfirmAction({ member }: { member: MemberView }) {
  const { t } = useTranslation();
  const ask = useAsk();
  const onError = useShowFailure(t('members.failed'));
  const { mutate, isPending } = useSetStatus(member, t('members.confirm.done'));
  const start = async () => {
    const agreed = await ask({
      title: t('members.confirm.ask', { email: member.email }),
      confirm: t('members.confirm.confirm'),
      text: <Text>{t('members.confirm.text')}</Text>,
    });
    if (agreed) {
      mutate('active', { onError });
    }
  };
  return (
    <Button leftSection={<IconMailCheck size={16} />} loading={isPending} onClick={start}>
      {t('members.confirm.confirm')}
    </Button>
  );
}

function BlockAction({ member }: { member: MemberView }) {
  const { t } = useTranslation();
  const ask = useAsk();
  const onError = useShowFailure(t('members.failed'));
  const { mutate, isPending } = useSetStatus(member);
  if (member.status === 'blocked') {
    return (
      <Button
        variant="default"
        leftSection={<IconLockOpen size={16} />}
        loading={isPending}
        onClick={() => mutate('active', { onError })}
      >
        {t('members.block.unblock')}
      </Button>
    );
  }
  const start = async () => {
    const { subscription_id: id } = member.stripe;
    const agreed = await ask({
      title: t('members.block.ask', { email: member.email }),
      confirm: t('members.block.block'),
      destructive: true,
      text: (
        <Stack gap="xs">
          <Text>{t('members.block.text')}</Text>
          {id && <Text>{t('members.block.charged', { id })}</Text>}
        </Stack>
      ),
    });
    if (agreed) {
      mutate('blocked', { onError });
    }
  };
  return (
    <Button variant="default" leftSection={<IconLock size={16} />} loading={isPending} onClick={start}>
      {t('members.block.block')}
    </Button>
  );
}

function DeleteAction({ member }: { member: MemberView }) {
  const { t } = useTranslation();
  const ask = useAsk();
  const showFailure = useShowFailure(t('members.remove.failed'));
  const { mutate, isPending } = useDeleteMember();
  const start = async (charged: boolean, refusal?: unknown) => {
    let subscriptions: Departure = 'cancel_at_period_end';
    const choose = (next: Departure) => {
      subscriptions = next;
    };
    const agreed = await ask({
      title: t('members.remove.ask', { email: member.email }),
      confirm: t('action.delete'),
      destructive: true,
      text: (
        <Stack gap="sm">
          <Text>{t('members.remove.text')}</Text>
          {refusal !== undefined && <FailureAlert error={refusal} />}
          {charged && <DepartureChoice initial={subscriptions} onChange={choose} />}
        </Stack>
      ),
    });
    // Only the server knows what is charged in the other mode.
    const onError = (error: unknown) => (!charged && isInUse(error) ? start(true, error) : showFailure(error));
    if (agreed) {
      mutate({ path: { id: member.id }, query: charged ? { subscriptions } : {} }, { onError });
    }
  };
  return (
    <Button
      variant="default"
      leftSection={<IconTrash size={16} />}
      loading={isPending}
      onClick={() => start(isCharged(member))}
    >
      {t('action.delete')}
    </Button>
  );
}
