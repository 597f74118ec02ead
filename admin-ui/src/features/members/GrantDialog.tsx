import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberView } from '../../api/gen/types.gen';
import { GroupSelect } from '../../components/GroupSelect';
import { FailureAlert } from '../../components/PageStates';
import { endOfDay, lastDay, today } from './days';
import { useGrant } from './member';

interface GrantDialogProps {
  member: MemberView;
  /** The grant whose end is changed; absent to make one. */
  changes?: { group: number; name: string; ends_at?: string | null } | undefined;
  onClose: () => void;
}

/** Adds a member to a group manually, with or without an end. */
export function GrantDialog({ member, changes, onClose }: GrantDialogProps) {
  const { t } = useTranslation();
  const grant = useGrant();
  const [group, setGroup] = useState(changes?.group);
  const [day, setDay] = useState(changes?.ends_at ? lastDay(changes.ends_at) : '');
  const [tried, setTried] = useState(false);
  const isPast = day !== '' && day < today();
  const save = () => {
    setTried(true);
    if (group !== undefined && !isPast) {
      const body = day === '' ? {} : { ends_at: endOfDay(day) };
      grant.mutate({ path: { id: member.id, group_id: group }, body }, { onSuccess: onClose });
    }
  };
  const title = changes ? t('members.grant.change_title', { group: changes.name }) : t('members.grant.title');
  return (
    <Modal opened onClose={onClose} title={title}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack>
          {!changes && (
            <GroupSelect
              label={t('members.group')}
              required
              placeholder={t('members.grant.search')}
              value={group}
              onChange={setGroup}
              // Adding once more would change the end that was set.
              taken={{ ids: addedManually(member), words: t('members.grant.already') }}
              error={tried && group === undefined && t('members.grant.choose')}
              openOnFocus={false}
              data-autofocus
            />
          )}
          <TextInput
            type="date"
            label={t('members.grant.until')}
            description={t('members.grant.until_hint')}
            value={day}
            min={today()}
            max="9999-12-31"
            onChange={(event) => setDay(event.currentTarget.value)}
            error={isPast && t('members.grant.past')}
          />
          {grant.error && <FailureAlert error={grant.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={grant.isPending}>
              {t(changes ? 'action.save' : 'action.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function addedManually({ groups }: MemberView): number[] {
  return groups.filter(({ grants }) => grants.some((grant) => grant.source_kind === 'manual')).map(({ id }) => id);
}
