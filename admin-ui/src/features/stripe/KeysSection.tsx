import { Group, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyAction } from '../../components/CopyField';
import { MONOSPACE } from '../../components/monospace';
import { OutLink } from '../../components/OutLink';
import { SecretField } from '../../components/SecretField';
import { Section } from '../../components/Section';
import type { Mode } from './keys';
import type { ModeProps } from './ModePanel';

/** Publishable and secret key of a mode. */
export function KeysSection({ mode, view, entry, readOnly }: ModeProps) {
  const { t } = useTranslation();
  const { form, round } = entry;
  return (
    <Section
      title={t('stripe.keys.title')}
      aside={<OutLink to={dashboard(mode, 'apikeys')}>{t('stripe.keys.where')}</OutLink>}
    >
      <TextInput
        label={t('stripe.keys.publishable')}
        placeholder={`pk_${mode}_…`}
        readOnly={readOnly}
        autoComplete="off"
        spellCheck={false}
        styles={MONOSPACE}
        {...form.getInputProps('publishable_key')}
      />
      <SecretField
        key={round}
        label={t('stripe.keys.secret')}
        description={t('stripe.keys.secret_hint')}
        hint={view.secret_key_hint}
        readOnly={readOnly}
        {...form.getInputProps('secret_key')}
        value={form.values.secret_key}
      />
      {view.account_id && <Account mode={mode} id={view.account_id} />}
    </Section>
  );
}

function Account({ mode, id }: { mode: Mode; id: string }) {
  const { t } = useTranslation();
  const label = t('stripe.keys.account');
  return (
    <div>
      <Text size="sm" fw={500}>
        {label}
      </Text>
      <Group gap={4}>
        <Text ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }}>
          {id}
        </Text>
        <CopyAction value={id} label={label} />
        <OutLink to={dashboard(mode, 'dashboard', id)}>{t('stripe.keys.open_dashboard')}</OutLink>
      </Group>
    </div>
  );
}

function dashboard(mode: Mode, page: string, account?: string): string {
  const path = [account, mode === 'test' ? 'test' : undefined, page].filter(Boolean).join('/');
  return `https://dashboard.stripe.com/${path}`;
}
