import { modals } from '@mantine/modals';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Question {
  title: string;
  text: ReactNode;
  /** The label of the confirming button. */
  confirm: string;
  /** Whether going on takes something away. */
  destructive?: boolean;
}

/** Asks before something is done that cannot be taken back, or that real people notice. */
export function useAsk(): (question: Question) => Promise<boolean> {
  const { t } = useTranslation();
  return ({ title, text, confirm, destructive }) =>
    new Promise((answer) => {
      modals.openConfirmModal({
        title,
        children: text,
        labels: { confirm, cancel: t('action.cancel') },
        confirmProps: destructive ? { color: 'red.9' } : {},
        cancelProps: { 'data-autofocus': true },
        onConfirm: () => answer(true),
        onClose: () => answer(false),
      });
    });
}
