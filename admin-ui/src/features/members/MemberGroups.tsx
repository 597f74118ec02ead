import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberView, MemberViewMembership, MemberViewReason } from '../../api/gen/types.gen';
import { useCan } from '../../app/session';
import { useAsk } from '../../components/ask';
import { CopyId } from '../../components/CopyField';
import { EmptyState } from '../../components/EmptyState';
import { PageLink } from '../../components/PageLink';
import { FailureAlert } from '../../components/PageStates';
import { Section } from '../../components/Section';
import { GrantDialog } from './GrantDialog';
import { isLate, useRevoke } from './member';
import { useReasonWords } from './reasons';

type Dialog = { changes?: { group: number; name: string; ends_at?: string | null } };

/** The groups of a member, and why it is in each. */
export function MemberGroups({ member }: { member: MemberView }) {
  const { t } = useTranslation();
  const can = useCan('editor');
  const [dialog, setDialog] = useState<Dialog>();
  const add = can && (
    <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setDialog({})}>
      {t('members.grant.add')}
    </Button>
  );
  return (
    <Section title={t('members.why.title')} intro={t('members.why.intro')} aside={member.groups.length > 0 && add}>
      {isLate(member) && <Alert color="yellow">{t('members.why.late')}</Alert>}
      {member.groups.length === 0 && (
        <EmptyState
          icon={IconUsersGroup}
          title={t('members.why.none')}
          text={t('members.why.none_text')}
          action={add}
        />
      )}
      {member.groups.map((membership) => (
        <Membership
          key={membership.id}
          member={member}
          membership={membership}
          onChange={(grant) =>
            setDialog({ changes: { group: membership.id, name: membership.name, ends_at: grant.ends_at ?? null } })
          }
        />
      ))}
      {dialog && <GrantDialog member={member} changes={dialog.changes} onClose={() => setDialog(undefined)} />}
    </Section>
  );
}

interface MembershipProps {
  member: MemberView;
  membership: MemberViewMembership;
  onChange: (grant: MemberViewReason) => void;
}

function Membership({ member, membership, onChange }: MembershipProps) {
  return (
    <Stack gap={6} component="section" aria-label={membership.name}>
      <PageLink
        to="/groups/$id"
        params={{ id: membership.id }}
        fw={600}
        style={{ alignSelf: 'flex-start', overflowWrap: 'anywhere' }}
      >
        {membership.name}
      </PageLink>
      {membership.grants.map((grant) => (
        <Reason
          key={`${grant.source_kind} ${grant.source_ref}`}
          member={member}
          membership={membership}
          grant={grant}
          onChange={() => onChange(grant)}
        />
      ))}
    </Stack>
  );
}

interface ReasonProps extends Omit<MembershipProps, 'onChange'> {
  grant: MemberViewReason;
  onChange: () => void;
}

function Reason({ member, membership, grant, onChange }: ReasonProps) {
  const { t } = useTranslation();
  const words = useReasonWords();
  const can = useCan('editor');
  const group = membership.name;
  return (
    <Group
      justify="space-between"
      gap="xs"
      pl="sm"
      style={{ borderInlineStart: '3px solid var(--mantine-color-ai-3)' }}
    >
      <div>
        <Text size="sm">{words(grant)}</Text>
        {grant.source_kind !== 'manual' && (
          <CopyId
            label={t(grant.source_kind === 'subscription' ? 'members.why.item' : 'members.why.session')}
            value={grant.source_ref}
          />
        )}
      </div>
      {can && grant.source_kind === 'manual' && (
        <Group gap="xs">
          <Button
            variant="default"
            size="xs"
            onClick={onChange}
            aria-label={t('members.grant.change_named', { group })}
          >
            {t('members.grant.change')}
          </Button>
          <RevokeAction member={member} membership={membership} />
        </Group>
      )}
    </Group>
  );
}

function RevokeAction({ member, membership }: Omit<MembershipProps, 'onChange'>) {
  const { t } = useTranslation();
  const ask = useAsk();
  const { mutate, isPending, error } = useRevoke();
  const { id: group_id, name: group, grants } = membership;
  const start = async () => {
    const stays = grants.some((grant) => grant.source_kind !== 'manual');
    const agreed = await ask({
      title: t('members.grant.revoke_ask'),
      confirm: t('action.remove'),
      destructive: true,
      text: <Text>{t(stays ? 'members.grant.revoke_stays' : 'members.grant.revoke_leaves', { group })}</Text>,
    });
    if (agreed) {
      mutate({ path: { id: member.id, group_id } });
    }
  };
  return (
    <>
      <Button
        variant="default"
        size="xs"
        onClick={start}
        loading={isPending}
        aria-label={t('members.grant.revoke_named', { group })}
      >
        {t('action.remove')}
      </Button>
      {error && <FailureAlert error={error} />}
    </>
  );
}
