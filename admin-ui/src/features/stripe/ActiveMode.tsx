import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IntegrationView } from '../../api/gen/types.gen';
import { useAsk } from '../../components/ask';
import { FailureAlert } from '../../components/PageStates';
import { Section } from '../../components/Section';
import { useSwitchMode } from './integration';
import { MODES, type Mode } from './keys';

interface ActiveModeProps {
  view: IntegrationView;
  dirty: boolean;
  readOnly: boolean;
}

/** Says which mode members pay in, and switches it. */
export function ActiveMode({ view, dirty, readOnly }: ActiveModeProps) {
  const { t } = useTranslation();
  const { mutate, isPending, error } = useSwitchMode();
  const active = view.active_mode ?? undefined;
  const others = MODES.filter((mode) => mode !== active && (active || view[mode].status === 'enabled'));
  return (
    <Section title={t('stripe.active_mode.title')} aside={<ActiveBadge mode={active} />}>
      <Text>{t(`stripe.active_mode.${active ?? 'none'}`)}</Text>
      {!readOnly &&
        others.map((mode) => (
          <SwitchAction
            key={mode}
            mode={mode}
            pending={isPending}
            blocked={blocked(mode)}
            onSwitch={() => mutate({ body: { active_mode: mode } })}
          />
        ))}
      {error && <FailureAlert error={error} />}
    </Section>
  );

  function blocked(mode: Mode): string | undefined {
    if (view[mode].status !== 'enabled') {
      return t(`stripe.active_mode.enable_first.${mode}`);
    }
    return dirty ? t('stripe.active_mode.save_first') : undefined;
  }
}

function ActiveBadge({ mode }: { mode: Mode | undefined }) {
  const { t } = useTranslation();
  return (
    <Badge variant="light" size="lg" color={mode === undefined ? 'gray' : mode === 'live' ? 'green' : 'yellow'}>
      {mode === undefined ? t('stripe.active_mode.off') : t(`stripe.modes.${mode}`)}
    </Badge>
  );
}

interface SwitchActionProps {
  mode: Mode;
  pending: boolean;
  /** Why it cannot be done now. */
  blocked: string | undefined;
  onSwitch: () => void;
}

function SwitchAction({ mode, pending, blocked, onSwitch }: SwitchActionProps) {
  const { t } = useTranslation();
  const ask = useAsk();
  const start = async () => {
    const agreed = await ask({
      title: t(`stripe.active_mode.ask.${mode}`),
      confirm: t(`stripe.active_mode.switch.${mode}`),
      text: (
        <Stack gap="xs">
          <Text>{t(`stripe.active_mode.effect.${mode}`)}</Text>
          <Text>{t('stripe.active_mode.effect_prices')}</Text>
        </Stack>
      ),
    });
    if (agreed) {
      onSwitch();
    }
  };
  return (
    <Group gap="sm">
      <Button variant="default" onClick={start} loading={pending} disabled={blocked !== undefined}>
        {t(`stripe.active_mode.switch.${mode}`)}
      </Button>
      {blocked && (
        <Text size="sm" c="dimmed">
          {blocked}
        </Text>
      )}
    </Group>
  );
}
