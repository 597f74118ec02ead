import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  createApiTokenMutation,
  deleteApiTokenMutation,
  listApiTokensOptions,
} from '../../api/gen/@tanstack/react-query.gen';
import type { Api, StaticTokensView } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import { useCan } from '../../app/session';
import { EmptyState } from '../../components/EmptyState';
import { Forbidden } from '../../components/Forbidden';
import { type Column, ListTable } from '../../components/ListTable';
import { NewTokenDialog } from '../../components/NewTokenDialog';
import { RevokeButton } from '../../components/RevokeButton';
import { TokenExpiry } from '../../components/TokenExpiry';

const tokensOf = (api: Api) => listApiTokensOptions({ path: { id: api.id }, query: { per_page: 100 } });

/** The tokens that programs carry which call an API of static tokens. */
export function StaticTokens({ api }: { api: Api }) {
  return useCan('editor') ? <TokenList api={api} /> : <Forbidden needs="editor" />;
}

function TokenList({ api }: { api: Api }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [adding, { open, close }] = useDisclosure();
  const options = tokensOf(api);
  const query = useQuery(options);
  const create = useMutation({
    ...createApiTokenMutation(),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: options.queryKey }),
  });
  const add = <Button onClick={open}>{t('apis.token.add')}</Button>;
  return (
    <Stack>
      <Text c="dimmed">{t('apis.token.intro')}</Text>
      <ListTable
        label={t('apis.tab.tokens')}
        query={query}
        columns={useColumns(api)}
        rowKey={(token) => token.id}
        search={{}}
        onSearch={() => undefined}
        filters={add}
        empty={<EmptyState icon={IconKey} title={t('apis.token.empty')} text={t('apis.token.empty_hint')} />}
      />
      <NewTokenDialog
        opened={adding}
        onClose={close}
        title={t('apis.token.new_title')}
        nameHint={t('apis.token.name_hint')}
        create={async ({ name, expires_at }) =>
          (await create.mutateAsync({ path: { id: api.id }, body: { name, expires_at } })).token
        }
      />
    </Stack>
  );
}

function useColumns(api: Api): Column<StaticTokensView>[] {
  const { t } = useTranslation();
  const { date } = useFormats();
  const queryClient = useQueryClient();
  const { mutateAsync } = useMutation({
    ...deleteApiTokenMutation(),
    onSettled: () => queryClient.invalidateQueries({ queryKey: tokensOf(api).queryKey }),
  });
  return [
    {
      key: 'name',
      label: t('tokens.name'),
      cell: ({ name, hint }) => (
        <>
          <Text fw={600}>{name}</Text>
          <Text size="xs" ff="monospace" c="dimmed">
            {hint}
          </Text>
        </>
      ),
    },
    { key: 'created', label: t('tokens.created'), from: 'sm', cell: ({ created_at }) => date(created_at) },
    { key: 'expires', label: t('tokens.expires'), cell: ({ expires_at }) => <TokenExpiry at={expires_at} /> },
    {
      key: 'revoke',
      label: t('tokens.actions'),
      align: 'end',
      cell: ({ id, name }) => (
        <RevokeButton name={name} onRevoke={() => mutateAsync({ path: { id: api.id, token_id: id } })} />
      ),
    },
  ];
}
