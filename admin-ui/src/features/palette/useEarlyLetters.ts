import { useEffect } from 'react';

/** Marks the field of the dialog. */
export const PALETTE_FIELD = 'data-palette-field';

/** Takes the letters that are typed before the dialog is there and its field has the focus. */
export function useEarlyLetters(opened: boolean, onLetter: (letter: string) => void) {
  useEffect(() => {
    if (!opened) {
      return;
    }
    const take = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, isComposing } = event;
      const there = document.querySelector(`[${PALETTE_FIELD}]`)?.closest('[role="dialog"]');
      if (
        key.length === 1 &&
        !ctrlKey &&
        !metaKey &&
        !altKey &&
        !isComposing &&
        !there?.contains(document.activeElement)
      ) {
        event.preventDefault();
        onLetter(key);
      }
    };
    window.addEventListener('keydown', take, true);
    return () => window.removeEventListener('keydown', take, true);
  });
}
