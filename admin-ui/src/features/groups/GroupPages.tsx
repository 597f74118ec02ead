import { Group, Stack } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { findStripeIntegrationOptions } from '../../api/gen/@tanstack/react-query.gen';
import { useCan } from '../../app/session';
import { PageHeader } from '../../components/PageHeader';
import { ButtonLink, PageLink } from '../../components/PageLink';
import { DeleteGroup } from './DeleteGroup';
import { GroupEditor } from './GroupEditor';
import { groupOptions, useSendGroup } from './group';
import { draftOf, NEW_GROUP } from './groupForm';
import { RetiredPrices } from './RetiredPrices';

/** One group. */
export function GroupPage({ id }: { id: number }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: view } = useSuspenseQuery(groupOptions(id));
  const { update } = useSendGroup();
  const editing = useCan('editor');
  const sold = Boolean(view.stripe_prices);
  return (
    <Stack gap="lg">
      <PageHeader
        path={[t('nav.members'), <ToList key="list" />]}
        title={view.name}
        intro={t('groups.members', { count: view.member_count })}
        actions={
          <Group gap="xs">
            <ButtonLink to="/members" search={{ group_id: id }} variant="default">
              {t('groups.show_members')}
            </ButtonLink>
            {editing && <DeleteGroup group={view} />}
          </Group>
        }
      />
      <GroupEditor
        key={id}
        view={view}
        sold={sold}
        send={(values, base) => update(id, { ...draftOf(values, sold), version: base.version })}
        reread={() => queryClient.fetchQuery({ ...groupOptions(id), staleTime: 0 })}
      />
      {sold && <RetiredPrices group={view} />}
    </Stack>
  );
}

function ToList() {
  const { t } = useTranslation();
  return (
    <PageLink to="/groups" inherit>
      {t('groups.title')}
    </PageLink>
  );
}

/** A group that is not there yet. */
export function NewGroupPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { create } = useSendGroup();
  const { data: integration } = useSuspenseQuery(findStripeIntegrationOptions());
  const sold = Boolean(integration.active_mode);
  return (
    <Stack gap="lg">
      <PageHeader path={[t('nav.members'), <ToList key="list" />]} title={t('groups.new_title')} />
      <GroupEditor
        view={NEW_GROUP}
        sold={sold}
        send={async (values) => {
          const made = await create(draftOf(values, sold));
          await navigate({ to: '/groups/$id', params: { id: made.id }, ignoreBlocker: true, replace: true });
          return made;
        }}
        reread={async () => NEW_GROUP}
        onCancel={() => navigate({ to: '/groups' })}
      />
    </Stack>
  );
}
