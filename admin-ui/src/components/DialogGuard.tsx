import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNoteUnsaved } from './unsaved';

interface DialogGuardProps {
  dirty: boolean;
  /** True once everything is saved: leaving then no longer asks. */
  saved: RefObject<boolean>;
}

/** For a dialog that stands in the URL: asks before unsaved changes are left, by whatever way. */
export function DialogGuard({ dirty, saved }: DialogGuardProps) {
  const { t } = useTranslation();
  useNoteUnsaved(dirty);
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => dirty && !saved.current,
    enableBeforeUnload: () => dirty && !saved.current,
    withResolver: true,
  });
  if (status !== 'blocked') {
    return null;
  }
  // Only mounted now: the Escape key that closes the dialog would close this one as well.
  return (
    <Modal opened onClose={() => reset?.()} title={t('unsaved.leave_title')} zIndex={300}>
      <Text>{t('unsaved.leave_dialog')}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => reset?.()} data-autofocus>
          {t('unsaved.stay')}
        </Button>
        <Button color="red.9" onClick={() => proceed?.()}>
          {t('unsaved.leave')}
        </Button>
      </Group>
    </Modal>
  );
}

/** Notes that everything was saved; see DialogGuard. */
export function useSavedNote(): RefObject<boolean> {
  return useRef(false);
}
