import { Stack, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { findApiOptions, listApisQueryKey } from '../../api/gen/@tanstack/react-query.gen';
import { updateApi } from '../../api/gen/sdk.gen';
import type { Api } from '../../api/gen/types.gen';
import { zApiDraft } from '../../api/gen/zod.gen';
import { mostLength } from '../../app/contract';
import { useCan } from '../../app/session';
import { useAsk } from '../../components/ask';
import { EditorBar } from '../../components/EditorBar';
import { Section } from '../../components/Section';
import { useEditor } from '../../components/useEditor';
import { type ApiValues, asFormHas, draftOf, valuesOf } from './apiForm';
import { CorsSection } from './CorsSection';
import { DeleteApi } from './DeleteApi';
import { IdentitySection } from './IdentitySection';
import { LifespanFields } from './LifespanFields';
import { SameSiteChoice } from './SameSiteChoice';
import { knowsMembers, SecurityChoice } from './SecurityChoice';

const fields = zApiDraft.shape;

/** The settings of an API. */
export function ApiSettings({ api }: { api: Api }) {
  const { t } = useTranslation();
  const mayEdit = useCan('editor');
  const editor = useApiEditor(api);
  const { form, save } = editor;
  const ask = useAsk();
  const saveAsked = async () => {
    const agreed =
      form.values.security === api.security ||
      (await ask({
        title: t('apis.security_ask'),
        text: t('apis.security_effect'),
        confirm: t('action.save'),
        destructive: true,
      }));
    if (agreed) {
      await save();
    }
  };
  const input = (field: keyof ApiValues & string) => ({ ...form.getInputProps(field), readOnly: !mayEdit });
  return (
    <Stack gap="lg">
      <Section title={t('apis.general')}>
        <TextInput
          label={t('apis.field.title')}
          description={t('apis.field.title_hint')}
          required
          maxLength={mostLength(fields.title)}
          {...input('title')}
        />
        <TextInput
          label={t('apis.field.version')}
          description={t('apis.field.version_hint')}
          maxLength={50}
          {...input('version')}
        />
        <Textarea
          label={t('apis.field.description')}
          description={t('apis.field.description_hint')}
          maxLength={10000}
          autosize
          minRows={3}
          {...input('description')}
        />
      </Section>
      <Section title={t('apis.security_title')}>
        <SecurityChoice {...input('security')} />
        {knowsMembers(form.values.security) && (
          <LifespanFields security={form.values.security} form={form} readOnly={!mayEdit} />
        )}
        {form.values.security === 'cookie' && <SameSiteChoice {...input('cookie_same_site')} />}
      </Section>
      {form.values.security === 'dynamic_token' && <IdentitySection form={form} readOnly={!mayEdit} />}
      <CorsSection form={form} readOnly={!mayEdit} />
      {mayEdit && <DeleteApi api={api} />}
      <EditorBar {...editor} save={saveAsked} />
    </Stack>
  );
}

function useApiEditor(api: Api) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const one = findApiOptions({ path: { id: api.id } });
  return useEditor<Api, ApiValues>({
    view: api,
    valuesOf,
    validate: (values) => validated(values, t),
    send: async (values, base) => {
      const saved = await sent(values, base);
      queryClient.setQueryData(one.queryKey, saved);
      await queryClient.invalidateQueries({ queryKey: listApisQueryKey() });
      return saved;
    },
    reread: () => queryClient.fetchQuery({ ...one, staleTime: 0 }),
    subject: `api:${api.id}`,
  });
}

function validated(values: ApiValues, t: TFunction): Record<string, string> {
  const errors: Record<string, string> = {};
  if (values.title.trim() === '') {
    errors.title = t('apis.title_required');
  }
  if (values.takes_identity && values.security === 'dynamic_token') {
    for (const field of ['issuer', 'audience', 'jwks_url'] as const) {
      if (values[field].trim() === '') {
        errors[field] = t('apis.identity.required');
      }
    }
  }
  return errors;
}

async function sent(values: ApiValues, base: Api): Promise<Api> {
  try {
    return (await updateApi({ path: { id: base.id }, body: draftOf(values, base), throwOnError: true })).data;
  } catch (error) {
    throw asFormHas(error);
  }
}
