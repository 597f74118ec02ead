import { Button, Group, Kbd, Paper, Text, Transition } from '@mantine/core';
import { useHotkeys, useOs } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { LeaveGuard } from './LeaveGuard';
import classes from './SaveBar.module.css';

interface SaveBarProps {
  dirty: boolean;
  saving: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

/** Save and Discard of a settings page, in sight as long as something is unsaved; also guards leaving. */
export function SaveBar({ dirty, saving, onSave, onDiscard }: SaveBarProps) {
  const { t } = useTranslation();
  const apple = ['macos', 'ios'].includes(useOs());
  useHotkeys([['mod+S', () => dirty && !saving && onSave()]], [], true);
  return (
    <>
      <LeaveGuard dirty={dirty} />
      <Transition mounted={dirty} transition="slide-up" duration={120}>
        {(styles) => (
          <Paper
            component="section"
            aria-label={t('unsaved.bar')}
            className={classes.bar}
            shadow="md"
            withBorder
            style={styles}
          >
            <Text size="sm" fw={550} aria-live="polite">
              {t('unsaved.bar')}
            </Text>
            <Group gap="xs" wrap="nowrap">
              <Button variant="default" onClick={onDiscard} disabled={saving}>
                {t('action.discard')}
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
