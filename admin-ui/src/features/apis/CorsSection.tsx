import { Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { DurationInput } from '../../components/DurationInput';
import { LinesInput } from '../../components/LinesInput';
import { Section } from '../../components/Section';
import type { ApiValues } from './apiForm';

interface CorsSectionProps {
  form: UseFormReturnType<ApiValues>;
  readOnly: boolean;
}

/** Which web pages of other origins may call. */
export function CorsSection({ form, readOnly }: CorsSectionProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('apis.cors.title')} intro={t('apis.cors.intro')}>
      <LinesInput
        label={t('apis.cors.origins')}
        description={t('apis.cors.origins_hint')}
        placeholder="https://shop.example"
        readOnly={readOnly}
        {...form.getInputProps('allow_origins')}
      />
      <LinesInput
        label={t('apis.cors.headers')}
        description={t('apis.cors.headers_hint')}
        readOnly={readOnly}
        {...form.getInputProps('allow_headers')}
      />
      <Switch
        label={t('apis.cors.credentials')}
        description={t('apis.cors.credentials_hint')}
        disabled={readOnly}
        {...form.getInputProps('allow_credentials', { type: 'checkbox' })}
      />
      <DurationInput
        label={t('apis.cors.max_age')}
        description={t('apis.cors.max_age_hint')}
        max={86_400}
        readOnly={readOnly}
        {...form.getInputProps('max_age')}
      />
    </Section>
  );
}
