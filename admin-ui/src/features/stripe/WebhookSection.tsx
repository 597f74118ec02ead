import { Alert, Button, Code, Group, List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WebhookRegistration } from '../../api/gen/types.gen';
import { useAsk } from '../../components/ask';
import { CopyField } from '../../components/CopyField';
import { FailureAlert } from '../../components/PageStates';
import { SecretField } from '../../components/SecretField';
import { Section } from '../../components/Section';
import { useLocked } from '../../components/useLocked';
import { useRegisterWebhook } from './integration';
import type { ModeProps } from './ModePanel';
import { WebhookSecrets } from './WebhookSecrets';

/** Where Stripe sends its events, and the secrets they are signed with. */
export function WebhookSection(props: ModeProps) {
  const { t } = useTranslation();
  const { mode, view, entry, readOnly } = props;
  const { form, round } = entry;
  const present = view.webhook_secrets.find((secret) => !secret.retires_at);
  return (
    <Section title={t('stripe.webhook.title')} intro={t('stripe.webhook.intro')}>
      <CopyField label={t('stripe.webhook.url')} value={view.webhook_url} />
      {!readOnly && <Registration {...props} />}
      <ByHand types={view.webhook_event_types} />
      <SecretField
        key={round}
        label={t('stripe.webhook.secret')}
        description={t('stripe.webhook.secret_hint')}
        hint={present?.hint}
        readOnly={readOnly}
        {...form.getInputProps('webhook_secret')}
        value={form.values.webhook_secret}
      />
      <WebhookSecrets mode={mode} secrets={view.webhook_secrets} readOnly={readOnly} />
    </Section>
  );
}

function Registration({ mode, view }: ModeProps) {
  const { t } = useTranslation();
  const ask = useAsk();
  const { mutateAsync, isPending, data, error } = useRegisterWebhook();
  const keyless = !view.secret_key_hint;
  const register = useLocked(async () => {
    const agreed =
      mode === 'test' ||
      (await ask({
        title: t('stripe.webhook.ask'),
        text: t('stripe.webhook.ask_text'),
        confirm: t('stripe.webhook.register'),
      }));
    if (agreed) {
      await mutateAsync({ path: { mode } });
    }
  });
  return (
    <Stack gap="sm">
      <Group gap="sm" wrap="wrap">
        <Button onClick={register} loading={isPending} disabled={keyless}>
          {t('stripe.webhook.register')}
        </Button>
        <Text size="sm" c="dimmed" flex="1 1 240px">
          {t(keyless ? 'stripe.webhook.needs_key' : 'stripe.webhook.register_hint')}
        </Text>
      </Group>
      <Stack gap="sm" aria-live="polite" mt={data || error ? 0 : 'calc(var(--mantine-spacing-sm) * -1)'}>
        {error && !isPending && <FailureAlert error={error} />}
        {data && !isPending && <Registered registration={data} />}
      </Stack>
    </Stack>
  );
}

function Registered({ registration }: { registration: WebhookRegistration }) {
  const { t } = useTranslation();
  return (
    <Alert color="green">
      <Text size="sm">{t(`stripe.webhook.registered.${registration.outcome}`)}</Text>
      <EventTypes types={registration.event_types} />
    </Alert>
  );
}

/** For whoever adds the webhook at Stripe without us. */
function ByHand({ types }: { types: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <details>
      <Text component="summary" size="sm" fw={500} style={{ cursor: 'pointer' }}>
        {t('stripe.webhook.events')}
      </Text>
      <Text size="sm" c="dimmed" mt="xs">
        {t('stripe.webhook.events_hint')}
      </Text>
      <EventTypes types={types} />
    </details>
  );
}

function EventTypes({ types }: { types: readonly string[] }) {
  return (
    <List size="sm" mt="xs" listStyleType="none">
      {types.map((type) => (
        <List.Item key={type}>
          <Code>{type}</Code>
        </List.Item>
      ))}
    </List>
  );
}
