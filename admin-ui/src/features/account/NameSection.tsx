import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ownAccountOptions } from '../../api/gen/@tanstack/react-query.gen';
import { updateOwnAccount } from '../../api/gen/sdk.gen';
import type { OwnAccountsView } from '../../api/gen/types.gen';
import { EditorBar } from '../../components/EditorBar';
import { Section } from '../../components/Section';
import { useEditor } from '../../components/useEditor';

const options = ownAccountOptions();

/** What one is called. */
export function NameSection({ account }: { account: OwnAccountsView }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const editor = useEditor<OwnAccountsView, { name: string }>({
    view: account,
    valuesOf: ({ name }) => ({ name }),
    validate: ({ name }): Record<string, string> => (name.trim() === '' ? { name: t('set_up.name_required') } : {}),
    send: async ({ name }, { version }) => {
      const { data } = await updateOwnAccount({ body: { name: name.trim(), version }, throwOnError: true });
      queryClient.setQueryData(options.queryKey, data);
      return data;
    },
    reread: () => queryClient.fetchQuery({ ...options, staleTime: 0 }),
    subject: `admin:${account.id}`,
  });
  return (
    <>
      <Section title={t('my_account.profile')}>
        <TextInput
          label={t('set_up.name')}
          description={t('set_up.name_hint')}
          autoComplete="name"
          maxLength={100}
          {...editor.form.getInputProps('name')}
        />
      </Section>
      <EditorBar {...editor} />
    </>
  );
}
