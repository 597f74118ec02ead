import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface SearchFieldProps {
  /** What can be searched for. */
  hint: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

const PAUSE_MS = 300;

/** Searches while one types; follows when the search changes elsewhere, such as by going back. */
export function SearchField({ hint, value = '', onChange }: SearchFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped((text) => (text.trim() === value ? text : value));
  }
  const search = useDebouncedCallback((text: string) => onChange(text.trim() || undefined), PAUSE_MS);
  const type = (text: string) => {
    setTyped(text);
    search(text);
  };
  return (
    <TextInput
      type="search"
      aria-label={t('list.search')}
      placeholder={hint}
      value={typed}
      maxLength={200}
      onChange={(event) => type(event.currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={typed && <CloseButton aria-label={t('list.clear_search')} onClick={() => type('')} size="sm" />}
      flex="1 1 220px"
      maw={420}
    />
  );
}
