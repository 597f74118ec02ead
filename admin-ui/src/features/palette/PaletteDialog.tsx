import { Group, Modal, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Palette.module.css';
import { PALETTE_FIELD } from './useEarlyLetters';
import { type Find, useFinds } from './useFinds';

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

interface PaletteDialogProps {
  words: string;
  onWords: (words: string) => void;
  onClose: () => void;
}

/** Finds while one types; the arrow keys choose, Enter goes there. */
export default function PaletteDialog({ words, onWords, onClose }: PaletteDialogProps) {
  const { t } = useTranslation();
  const id = useId();
  const [chosen, setChosen] = useState(0);
  const { finds, searching } = useFinds(words);
  const active = Math.min(chosen, finds.length - 1);
  const take = (find: Find | undefined) => {
    if (find) {
      onClose();
      find.go();
    }
  };
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.nativeEvent.isComposing) {
      return;
    }
    if (step && finds.length > 0) {
      event.preventDefault();
      setChosen((active + step + finds.length) % finds.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      take(finds[active]);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('palette.title')} centered={false} size="lg">
      <TextInput
        data-autofocus
        {...{ [PALETTE_FIELD]: true }}
        role="combobox"
        aria-label={t('palette.search')}
        aria-expanded
        aria-autocomplete="list"
        aria-controls={`${id}-finds`}
        aria-activedescendant={finds.length > 0 ? `${id}-${active}` : undefined}
        autoComplete="off"
        maxLength={200}
        placeholder={t('palette.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={words}
        onChange={(event) => {
          onWords(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={press}
      />
      <div role="listbox" id={`${id}-finds`} aria-label={t('palette.title')} className={classes.finds}>
        {finds.map((find, index) => (
          <FindOption
            key={find.key}
            id={`${id}-${index}`}
            find={find}
            active={index === active}
            onTake={() => take(find)}
          />
        ))}
      </div>
      <Text size="sm" c="dimmed" role="status">
        {finds.length === 0 && t(searching ? 'palette.searching' : 'palette.nothing')}
      </Text>
    </Modal>
  );
}

interface FindOptionProps {
  id: string;
  find: Find;
  active: boolean;
  onTake: () => void;
}

function FindOption({ id, find: { name, kind, icon: Icon }, active, onTake }: FindOptionProps) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which has the focus
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
    <div
      role="option"
      id={id}
      aria-selected={active}
      className={classes.find}
      ref={active ? (option) => option?.scrollIntoView({ block: 'nearest' }) : undefined}
      onClick={onTake}
    >
      <Group gap="sm" wrap="nowrap">
        <Icon size={18} aria-hidden />
        <Text flex={1} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Text>
        <Text size="xs" className={classes.kind}>
          {t(`palette.kind.${kind}`)}
        </Text>
      </Group>
    </div>
  );
}
