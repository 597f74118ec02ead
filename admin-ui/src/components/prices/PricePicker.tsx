import { ActionIcon, Box, Input, Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import { type ClipboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PriceView } from '../../api/gen/types.gen';
import { IN_PAGE } from '../combobox';
import { PriceLine } from './PriceLine';
import { isPriceId, type Mode, useHasKey, usePrices, usePriceWords } from './prices';

interface PricePickerProps {
  mode: Mode;
  /** Ids of the chosen prices. */
  value: readonly string[];
  onChange: (ids: string[]) => void;
  error?: ReactNode;
  readOnly?: boolean;
  /** Whether a price can be chosen more than once. */
  repeatable?: boolean;
}

/** Chooses prices by what they sell and cost; takes pasted ids, too. */
export function PricePicker({ mode, value, onChange, error, readOnly, repeatable }: PricePickerProps) {
  const { t } = useTranslation();
  const add = (id: string) => (repeatable || !value.includes(id)) && onChange([...value, id]);
  return (
    <Stack gap="xs">
      {value.map((id, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a price may stand there twice
        <PriceLine key={`${id} ${index}`} mode={mode} id={id}>
          {!readOnly && (
            <ActionIcon
              aria-label={t('price.remove_named', { id })}
              onClick={() => onChange(value.filter((_, other) => other !== index))}
            >
              <IconTrash size={18} />
            </ActionIcon>
          )}
        </PriceLine>
      ))}
      {!readOnly && <AddPrice mode={mode} taken={repeatable ? [] : value} onAdd={add} invalid={Boolean(error)} />}
      {error && <Input.Error>{error}</Input.Error>}
    </Stack>
  );
}

interface AddPriceProps {
  mode: Mode;
  taken: readonly string[];
  onAdd: (id: string) => void;
  invalid: boolean;
}

function AddPrice({ mode, taken, onAdd, invalid }: AddPriceProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [sought] = useDebouncedValue(typed.trim(), 250);
  const keyless = useHasKey(mode) === false;
  const { data, error } = usePrices(mode, sought);
  const found = (data?.items ?? []).filter((price) => !taken.includes(price.id));
  const pasted =
    isPriceId(typed.trim()) && !found.some((price) => price.id === typed.trim()) ? typed.trim() : undefined;
  const add = (id: string | null) => {
    if (id) {
      onAdd(id);
      setTyped('');
    }
  };
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text').trim();
    if (isPriceId(text)) {
      event.preventDefault();
      add(text);
    }
  };
  return (
    <Select
      aria-label={t('price.pick_label')}
      description={keyless && t(`price.no_key.${mode}`)}
      placeholder={t('price.pick')}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      value={null}
      onChange={add}
      onPaste={paste}
      error={invalid}
      // The server has searched already.
      filter={({ options }) => options}
      data={[
        ...found.map((price) => ({ value: price.id, label: price.id })),
        ...(pasted ? [{ value: pasted, label: t('price.use_pasted', { id: pasted }) }] : []),
      ]}
      renderOption={({ option }) => {
        const price = found.find((one) => one.id === option.value);
        return price ? <Option price={price} /> : option.label;
      }}
      nothingFoundMessage={nothing()}
      maxDropdownHeight={280}
      comboboxProps={IN_PAGE}
    />
  );

  function nothing(): string {
    if (keyless) {
      return t('price.no_key_paste');
    }
    if (error) {
      const why = error instanceof Error ? error.message : '';
      return t('price.not_listed', { why });
    }
    return data && data.total > 0 ? t('price.all_taken') : t('price.nothing');
  }
}

function Option({ price }: { price: PriceView }) {
  const { t } = useTranslation();
  const words = usePriceWords();
  return (
    <Box>
      <Text size="sm">
        <Text span fw={600} size="sm">
          {price.product_name || t('price.deleted_product')}
        </Text>{' '}
        {words(price)}
        {price.nickname && ` (${price.nickname})`}
      </Text>
      <Text size="xs" ff="monospace" c="dimmed">
        {price.id}
      </Text>
    </Box>
  );
}
