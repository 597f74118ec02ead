import { Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { zIdentityProvider } from '../../api/gen/zod.gen';
import { mostLength } from '../../app/contract';
import { Section } from '../../components/Section';
import type { ApiValues } from './apiForm';

const FIELDS = ['issuer', 'audience', 'jwks_url', 'subject_claim', 'email_claim'] as const;
const OPTIONAL: Partial<Record<(typeof FIELDS)[number], string>> = { subject_claim: 'sub', email_claim: 'email' };

interface IdentitySectionProps {
  form: UseFormReturnType<ApiValues>;
  readOnly: boolean;
}

/** An OpenID provider whose tokens the API takes besides its own. */
export function IdentitySection({ form, readOnly }: IdentitySectionProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('apis.identity.title')} intro={t('apis.identity.intro')}>
      <Switch
        label={t('apis.identity.take')}
        disabled={readOnly}
        {...form.getInputProps('takes_identity', { type: 'checkbox' })}
      />
      {form.values.takes_identity &&
        FIELDS.map((field) => (
          <TextInput
            key={field}
            label={t(`apis.identity.${field}`)}
            description={t(`apis.identity.${field}_hint`)}
            required={!OPTIONAL[field]}
            placeholder={OPTIONAL[field]}
            maxLength={mostLength(zIdentityProvider.shape[field])}
            readOnly={readOnly}
            spellCheck={false}
            {...form.getInputProps(field)}
          />
        ))}
    </Section>
  );
}
