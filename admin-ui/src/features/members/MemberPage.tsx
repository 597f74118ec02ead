import { Stack } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../components/PageHeader';
import { PageLink } from '../../components/PageLink';
import { RoleNotice } from '../../components/RoleNotice';
import { StateBadge } from '../../components/StateBadge';
import { MemberActions } from './MemberActions';
import { MemberGroups } from './MemberGroups';
import { MemberHistory } from './MemberHistory';
import { MemberProfile } from './MemberProfile';
import { MemberStripe } from './MemberStripe';
import { memberOptions } from './member';

/** One member: groups and why, Stripe, profile and history. */
export function MemberPage({ id }: { id: number }) {
  const { t } = useTranslation();
  const { data: member } = useSuspenseQuery(memberOptions(id));
  return (
    <Stack gap="lg">
      <PageHeader
        path={[
          <PageLink key="list" to="/members" inherit>
            {t('members.title')}
          </PageLink>,
        ]}
        title={member.email}
        intro={member.name}
        badge={
          <StateBadge tone={member.status === 'active' ? 'good' : 'bad'}>
            {t(`members.status.${member.status}`)}
          </StateBadge>
        }
        actions={<MemberActions member={member} />}
      />
      <RoleNotice needs="editor" />
      <MemberGroups member={member} />
      <MemberStripe member={member} />
      <MemberProfile key={id} member={member} />
      <MemberHistory member={member} />
    </Stack>
  );
}
