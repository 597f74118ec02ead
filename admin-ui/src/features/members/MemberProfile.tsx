import { PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { MemberDraft, MemberView } from '../../api/gen/types.gen';
import { zMemberDraft } from '../../api/gen/zod.gen';
import { useCan } from '../../app/session';
import { EditorBar } from '../../components/EditorBar';
import { byContract } from '../../components/problems';
import { Section } from '../../components/Section';
import { useEditor } from '../../components/useEditor';
import { memberOptions, useSendMember } from './member';

export type MemberValues = { email: string; name: string; password: string };

/** What is sent; an empty password is none. */
export function draftOf({ email, name, password }: MemberValues): MemberDraft {
  return { email: email.trim(), name: name.trim(), ...(password ? { password } : {}) };
}

/** The contract's checks, in the admin's words. */
export function memberChecks(t: TFunction) {
  const contract = byContract<MemberValues>(zMemberDraft, draftOf, {
    email: t('members.email_wrong'),
    name: t('members.name_long'),
    password: t('members.password_short'),
  });
  return (values: MemberValues) => ({
    ...contract(values),
    ...(/^\S+@\S+$/.test(values.email.trim()) ? {} : { email: t('members.email_wrong') }),
  });
}

/** Name, address and password of a member. */
export function MemberProfile({ member }: { member: MemberView }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const readOnly = !useCan('editor');
  const send = useSendMember();
  const editor = useEditor({
    view: member,
    valuesOf: (view): MemberValues => ({ email: view.email, name: view.name, password: '' }),
    validate: memberChecks(t),
    send: (values, base) => send(member.id, { ...draftOf(values), version: base.version }),
    reread: () => queryClient.fetchQuery({ ...memberOptions(member.id), staleTime: 0 }),
    subject: `member:${member.id}`,
  });
  const { form } = editor;
  return (
    <>
      <Section title={t('members.profile')}>
        <TextInput
          type="email"
          label={t('members.email')}
          required
          readOnly={readOnly}
          autoComplete="off"
          {...form.getInputProps('email')}
        />
        <TextInput label={t('members.name')} readOnly={readOnly} autoComplete="off" {...form.getInputProps('name')} />
        {!readOnly && (
          <PasswordInput
            label={t('members.password')}
            description={t('members.password_hint')}
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
        )}
      </Section>
      <EditorBar {...editor} />
    </>
  );
}
