import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createTokenMutation, deleteTokenMutation, listTokensOptions } from '../../api/gen/@tanstack/react-query.gen';
import type { AdminTokensView } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import { type Role, useIsOwner } from '../../app/session';
import { EmptyState } from '../../components/EmptyState';
import { Forbidden } from '../../components/Forbidden';
import { type Column, ListTable } from '../../components/ListTable';
import { NewTokenDialog } from '../../components/NewTokenDialog';
import { Nowrap } from '../../components/Nowrap';
import { PageHeader } from '../../components/PageHeader';
import { RevokeButton } from '../../components/RevokeButton';
import { TokenExpiry } from '../../components/TokenExpiry';
import { RoleChoice } from '../admins/RoleChoice';

const options = listTokensOptions({ query: { per_page: 100 } });

/** Tokens for programs that use the admin API; for owners. */
export function TokensPage() {
  const { t } = useTranslation();
  const owner = useIsOwner();
  const [adding, { open, close }] = useDisclosure();
  return (
    <Stack gap="lg">
      <PageHeader
        path={[t('nav.settings'), t('nav.administration')]}
        title={t('tokens.title')}
        intro={t('tokens.intro')}
        actions={owner && <Button onClick={open}>{t('tokens.add')}</Button>}
      />
      {owner ? <TokenList /> : <Forbidden needs="owner" />}
      <NewToken opened={adding} onClose={close} />
    </Stack>
  );
}

function TokenList() {
  const { t } = useTranslation();
  return (
    <ListTable
      label={t('tokens.title')}
      query={useQuery(options)}
      columns={useColumns()}
      rowKey={(token) => token.id}
      search={{}}
      onSearch={() => undefined}
      empty={<EmptyState icon={IconKey} title={t('tokens.empty')} text={t('tokens.empty_hint')} />}
    />
  );
}

function NewToken({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [role, setRole] = useState<Role>('viewer');
  const { mutateAsync } = useMutation({
    ...createTokenMutation(),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: options.queryKey }),
  });
  return (
    <NewTokenDialog
      opened={opened}
      onClose={onClose}
      title={t('tokens.new_title')}
      nameHint={t('tokens.name_hint')}
      create={async ({ name, expires_at }) => (await mutateAsync({ body: { name, role, expires_at } })).token}
    >
      <RoleChoice value={role} onChange={setRole} />
    </NewTokenDialog>
  );
}

function useColumns(): Column<AdminTokensView>[] {
  const { t } = useTranslation();
  const { date, relative } = useFormats();
  const queryClient = useQueryClient();
  const { mutateAsync } = useMutation({
    ...deleteTokenMutation(),
    onSettled: () => queryClient.invalidateQueries({ queryKey: options.queryKey }),
  });
  return [
    {
      key: 'name',
      label: t('tokens.name'),
      cell: ({ name, hint }) => (
        <>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <Text size="xs" ff="monospace" c="dimmed">
            {hint}
          </Text>
        </>
      ),
    },
    { key: 'role', label: t('tokens.role'), cell: ({ role }) => <Nowrap>{t(`app.roles.${role}`)}</Nowrap> },
    {
      key: 'created',
      label: t('tokens.created'),
      from: 'md',
      cell: ({ created_at, created_by }) => (
        <>
          <Text size="sm">{date(created_at)}</Text>
          <Text size="xs" c="dimmed">
            {t('tokens.created_by', { actor: created_by })}
          </Text>
        </>
      ),
    },
    {
      key: 'used',
      label: t('tokens.last_used'),
      from: 'sm',
      cell: ({ last_used_at }) => (last_used_at ? relative(last_used_at) : t('tokens.never_used')),
    },
    { key: 'expires', label: t('tokens.expires'), cell: ({ expires_at }) => <TokenExpiry at={expires_at} /> },
    {
      key: 'actions',
      label: t('tokens.actions'),
      align: 'end',
      cell: ({ id, name }) => <RevokeButton name={name} onRevoke={() => mutateAsync({ path: { id } })} />,
    },
  ];
}
