import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GroupView } from '../../api/gen/types.gen';
import { useCan } from '../../app/session';
import { EditorBar } from '../../components/EditorBar';
import { ButtonLink } from '../../components/PageLink';
import { RoleNotice } from '../../components/RoleNotice';
import { Section } from '../../components/Section';
import { useEditor } from '../../components/useEditor';
import { type GroupValues, groupChecks, valuesOf } from './groupForm';
import { useLeavingQuestion } from './leavingQuestion';
import { PolicyFields } from './PolicyFields';
import { PriceFields } from './PriceFields';
import type { GroupFieldsProps } from './parts';

interface GroupEditorProps {
  view: GroupView;
  /** Whether Stripe is enabled, so that groups can be sold. */
  sold: boolean;
  send: (values: GroupValues, base: GroupView) => Promise<GroupView>;
  reread: () => Promise<GroupView>;
  /** Leaves a group that is not there yet. */
  onCancel?: () => void;
}

/** Everything that can be edited of a group. */
export function GroupEditor({ view, sold, send, reread, onCancel }: GroupEditorProps) {
  const { t } = useTranslation();
  const readOnly = !useCan('editor');
  const editor = useEditor({
    view,
    valuesOf,
    validate: groupChecks(t, sold),
    send,
    confirm: useLeavingQuestion(sold),
    reread,
    subject: `group:${view.id}`,
    words: { 'name.taken': t('groups.name_taken') },
  });
  const parts = { form: editor.form, readOnly };
  return (
    <Stack gap="lg">
      <RoleNotice needs="editor" />
      <About {...parts} />
      {sold ? <PriceFields {...parts} /> : <NotSold />}
      {sold && <PolicyFields {...parts} />}
      {!readOnly && <EditorBar {...editor} onCancel={onCancel} />}
    </Stack>
  );
}

/** Says why there is nothing here to sell the group by. */
function NotSold() {
  const { t } = useTranslation();
  return (
    <Section title={t('groups.prices.title')}>
      <Text c="dimmed">{t('groups.prices.no_stripe')}</Text>
      <ButtonLink to="/settings/integrations/stripe" variant="default" style={{ alignSelf: 'flex-start' }}>
        {t('groups.prices.connect')}
      </ButtonLink>
    </Section>
  );
}

function About({ form, readOnly }: GroupFieldsProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('groups.about')}>
      <TextInput
        label={t('groups.name')}
        description={t('groups.name_hint')}
        required
        readOnly={readOnly}
        {...form.getInputProps('name')}
      />
      <Textarea
        label={t('groups.description')}
        description={t('groups.description_hint')}
        autosize
        minRows={2}
        maxRows={8}
        readOnly={readOnly}
        {...form.getInputProps('description')}
      />
    </Section>
  );
}
