import { Alert, Badge, Group, Stack, Tabs, Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useIsOwner, useSession } from '../../app/session';
import { PageHeader } from '../../components/PageHeader';
import { FailureAlert } from '../../components/PageStates';
import { SaveBar } from '../../components/SaveBar';
import type { Hindrance } from '../../components/useEditor';
import { ActiveMode } from './ActiveMode';
import { integrationOptions } from './integration';
import { MODES, type Mode } from './keys';
import { ModePanel } from './ModePanel';
import { useModeForm } from './modeForm';
import { useSaving } from './saving';

interface StripeSettingsPageProps {
  /** Which mode's settings are shown; the active one when nothing was said. */
  mode: Mode | undefined;
  onMode: (mode: Mode) => void;
}

/** Settings > External system integration > Stripe. */
export function StripeSettingsPage({ mode, onMode }: StripeSettingsPageProps) {
  const { t } = useTranslation();
  const { data: view } = useSuspenseQuery(integrationOptions);
  const owner = useIsOwner();
  const forms = { test: useModeForm('test', view.test), live: useModeForm('live', view.live) };
  const { dirty, saving, hindrance, save, discard } = useSaving(view, forms, onMode);
  return (
    <Stack gap="lg">
      <PageHeader
        path={[t('nav.settings'), t('nav.external_systems')]}
        title={t('stripe.title')}
        intro={t('stripe.intro')}
      />
      {!owner && <ReadOnlyNotice />}
      <ActiveMode view={view} dirty={dirty} readOnly={!owner} />
      <Tabs value={mode ?? view.active_mode ?? 'test'} onChange={(chosen) => onMode(chosen as Mode)} variant="default">
        <Tabs.List aria-label={t('stripe.mode_tabs')} grow>
          {MODES.map((one) => (
            <Tabs.Tab key={one} value={one}>
              <ModeTab mode={one} active={view.active_mode === one} edited={forms[one].dirty} />
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {MODES.map((one) => (
          <Tabs.Panel key={one} value={one} pt="lg">
            <ModePanel mode={one} view={view[one]} entry={forms[one]} readOnly={!owner} />
          </Tabs.Panel>
        ))}
      </Tabs>
      <SaveBar dirty={dirty} saving={saving} onSave={save} onDiscard={discard}>
        {hindrance && <HindranceAlert hindrance={hindrance} />}
      </SaveBar>
    </Stack>
  );
}

function ModeTab({ mode, active, edited }: { mode: Mode; active: boolean; edited: boolean }) {
  const { t } = useTranslation();
  return (
    <Group gap={8} justify="center">
      <Text fw={600} size="sm">
        {t(`stripe.modes.${mode}`)}
      </Text>
      {active && (
        <Badge size="sm" variant="light" color="green">
          {t('stripe.active')}
        </Badge>
      )}
      {edited && (
        <Badge size="sm" variant="light" color="yellow">
          {t('stripe.edited')}
        </Badge>
      )}
    </Group>
  );
}

function ReadOnlyNotice() {
  const { t } = useTranslation();
  const session = useSession();
  return session && <Alert color="blue">{t('stripe.read_only', { role: t(`app.roles.${session.role}`) })}</Alert>;
}

function HindranceAlert({ hindrance }: { hindrance: Hindrance }) {
  const { t } = useTranslation();
  return hindrance.why === 'conflict' ? (
    <Alert color="yellow" role="alert">
      {t('state.conflict')}
    </Alert>
  ) : (
    <FailureAlert error={hindrance.error} />
  );
}
