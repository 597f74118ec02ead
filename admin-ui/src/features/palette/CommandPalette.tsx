import { ActionIcon } from '@mantine/core';
import { useDisclosure, useHotkeys, useOs } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEarlyLetters } from './useEarlyLetters';

const PaletteDialog = lazy(() => import('./PaletteDialog'));

/** The way to every screen and thing by its name; ⌘K or Ctrl+K opens it from everywhere. */
export function CommandPalette() {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false, { onOpen: () => setWords('') });
  const [words, setWords] = useState('');
  useEarlyLetters(opened, (letter) => setWords((before) => before + letter));
  const keys = useOs() === 'macos' ? '⌘K' : 'Ctrl+K';
  useHotkeys([['mod+K', open]], [], true);
  return (
    <>
      <ActionIcon
        size="lg"
        aria-label={t('palette.open')}
        aria-keyshortcuts="Control+K Meta+K"
        title={`${t('palette.open')} (${keys})`}
        onClick={open}
      >
        <IconSearch size={20} />
      </ActionIcon>
      {opened && (
        <Suspense>
          <PaletteDialog words={words} onWords={setWords} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
