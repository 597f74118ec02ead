import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ModeView } from '../../api/gen/types.gen';
import { Section } from '../../components/Section';
import { ConnectionHealth } from './ConnectionHealth';
import { KeysSection } from './KeysSection';
import type { Mode } from './keys';
import type { ModeForm } from './modeForm';
import { WebhookSection } from './WebhookSection';

export interface ModeProps {
  mode: Mode;
  view: ModeView;
  entry: ModeForm;
  readOnly: boolean;
}

/** Everything about one mode. */
export function ModePanel(props: ModeProps) {
  return (
    <Stack gap="lg">
      <StatusSection {...props} />
      <KeysSection {...props} />
      <WebhookSection {...props} />
    </Stack>
  );
}

function StatusSection(props: ModeProps) {
  const { t } = useTranslation();
  const { entry, readOnly } = props;
  return (
    <Section title={t('stripe.status.label')}>
      <Radio.Group
        aria-label={t('stripe.status.label')}
        description={t('stripe.status.hint')}
        {...entry.form.getInputProps('status')}
      >
        <Stack gap="xs" mt="sm">
          <Radio value="enabled" label={t('stripe.status.enabled')} disabled={readOnly} />
          <Radio value="disabled" label={t('stripe.status.disabled')} disabled={readOnly} />
        </Stack>
      </Radio.Group>
      <ConnectionHealth {...props} />
    </Section>
  );
}
