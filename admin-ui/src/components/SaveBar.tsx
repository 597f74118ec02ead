import { Button, Group, Kbd, Paper, Text, Transition } from '@mantine/core';
import { useHotkeys, useOs } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LeaveGuard } from './LeaveGuard';
import classes from './SaveBar.module.css';

interface SaveBarProps {
  dirty: boolean;
  saving: boolean;
  onSave: () => void;
  onDiscard: () => void;
  /** Leaves what is not there yet; the bar is then in sight from the start. */
  onCancel?: (() => void) | undefined;
  /** What keeps it from being saved; in sight as well. */
  children?: ReactNode;
}

/** Save and Discard of a settings page, in sight as long as something is unsaved; also guards leaving. */
export function SaveBar({ dirty, saving, onSave, onDiscard, onCancel, children }: SaveBarProps) {
  const { t } = useTranslation();
  const shown = dirty || onCancel !== undefined;
  const apple = ['macos', 'ios'].includes(useOs());
  useHotkeys([['mod+S', () => shown && !saving && onSave()]], [], true);
  return (
    <>
      <LeaveGuard dirty={dirty} />
      <Transition mounted={shown} transition="slide-up" duration={120}>
        {(styles) => (
          <Paper
            component="section"
            aria-label={t(onCancel ? 'unsaved.new' : 'unsaved.bar')}
            className={classes.bar}
            shadow="md"
            withBorder
            style={styles}
          >
            {children}
            <Text size="sm" fw={550} aria-live="polite">
              {dirty && t('unsaved.bar')}
            </Text>
            <Group gap="xs" wrap="nowrap">
              <Button variant="default" onClick={onCancel ?? onDiscard} disabled={saving}>
                {t(onCancel ? 'action.cancel' : 'action.discard')}
              </Button>
              <Button
                onClick={onSave}
                loading={saving}
                rightSection={<Kbd className={classes.keys}>{apple ? '⌘S' : 'Ctrl+S'}</Kbd>}
              >
                {t('action.save')}
              </Button>
            </Group>
          </Paper>
        )}
      </Transition>
    </>
  );
}
