import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConnectionCheck, Health } from '../../api/gen/types.gen';
import { useDateTime } from '../../app/format';
import { FailureAlert } from '../../components/PageStates';
import { useTestMode } from './integration';
import type { ModeProps } from './ModePanel';

type State = Health['state'];

const LOOK: Record<State, { color: string; icon: typeof IconCircleCheck }> = {
  ok: { color: 'green', icon: IconCircleCheck },
  disabled: { color: 'gray', icon: IconPlayerPause },
  unchecked: { color: 'yellow', icon: IconAlertTriangle },
  invalid_key: { color: 'red', icon: IconCircleX },
  missing_permission: { color: 'yellow', icon: IconAlertTriangle },
  unreachable: { color: 'yellow', icon: IconAlertTriangle },
  no_webhook_secret: { color: 'yellow', icon: IconAlertTriangle },
};
const IN_STRIPES_WORDS: readonly State[] = ['invalid_key', 'missing_permission', 'unreachable'];

/** How the connection fares, and a test of it. */
export function ConnectionHealth({ mode, view, entry, readOnly }: ModeProps) {
  const { t } = useTranslation();
  const dateTime = useDateTime();
  const { mutate, isPending, data, error } = useTestMode();
  const { state, message, checked_at } = view.health;
  const keyTyped = entry.form.values.secret_key !== '';
  return (
    <Stack gap="sm">
      <StateAlert state={state} message={message}>
        {checked_at && (
          <Text size="xs" mt={4}>
            {t('stripe.health.checked', { at: dateTime(checked_at) })}
          </Text>
        )}
      </StateAlert>
      {!readOnly && (
        <Group gap="sm">
          <Button variant="default" loading={isPending} disabled={keyTyped} onClick={() => mutate({ path: { mode } })}>
            {t('stripe.test.run')}
          </Button>
          {keyTyped && (
            <Text size="sm" c="dimmed">
              {t('stripe.test.save_first')}
            </Text>
          )}
        </Group>
      )}
      <Stack gap="sm" aria-live="polite" mt={data || error ? 0 : 'calc(var(--mantine-spacing-sm) * -1)'}>
        {error && !isPending && <FailureAlert error={error} />}
        {data && !isPending && <TestResult result={data} />}
      </Stack>
    </Stack>
  );
}

interface StateAlertProps {
  state: State;
  message: string;
  title?: string;
  children?: React.ReactNode;
}

function StateAlert({ state, message, title, children }: StateAlertProps) {
  const { t } = useTranslation();
  const { color, icon: Icon } = LOOK[state];
  return (
    <Alert color={color} icon={<Icon size={20} />} title={title}>
      <Text size="sm">{t(`stripe.health.${state}`)}</Text>
      {IN_STRIPES_WORDS.includes(state) && <Text size="sm">{t('stripe.health.stripe_says', { message })}</Text>}
      {children}
    </Alert>
  );
}

function TestResult({ result }: { result: ConnectionCheck }) {
  const { t } = useTranslation();
  const words = (what: string, message: string) =>
    what === 'secret_key' || what === 'publishable_key' || what === 'webhook_secret'
      ? t(`stripe.test.what.${what}`)
      : message;
  return (
    <StateAlert state={result.state} message={result.message} title={t('stripe.test.title')}>
      {result.missing.length === 0 ? (
        <Text size="sm">{t('stripe.test.complete')}</Text>
      ) : (
        <>
          <Text size="sm" fw={600} mt="xs">
            {t('stripe.test.missing')}
          </Text>
          <List size="sm">
            {result.missing.map(({ what, message }) => (
              <List.Item key={message}>{words(what, message)}</List.Item>
            ))}
          </List>
        </>
      )}
    </StateAlert>
  );
}
