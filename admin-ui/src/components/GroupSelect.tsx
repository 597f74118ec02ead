import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findGroupOptions, listGroupsOptions } from '../api/gen/@tanstack/react-query.gen';
import { IN_PAGE } from './combobox';

interface GroupSelectProps extends Omit<SelectProps, 'value' | 'onChange' | 'data'> {
  value: number | undefined;
  onChange: (group: number | undefined) => void;
  /** Groups that cannot be chosen, and the words for why. */
  taken?: { ids: readonly number[]; words: string };
}

const SHOWN = 50;

/** Chooses a group by its name, among however many there are. */
export function GroupSelect({ value, onChange, taken, ...rest }: GroupSelectProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const chosen = useQuery({ ...findGroupOptions({ path: { id: value ?? 0 } }), enabled: value !== undefined });
  const [sought] = useDebouncedValue(typed === chosen.data?.name ? '' : typed.trim(), 250);
  const { data } = useQuery({
    ...listGroupsOptions({ query: { q: sought || undefined, per_page: SHOWN } }),
    placeholderData: keepPreviousData,
  });
  const groups = data?.items ?? [];
  const missing =
    value !== undefined && (chosen.data || chosen.isError) && !groups.some((group) => group.id === value)
      ? [{ id: value, name: chosen.data?.name ?? t('schema_form.group_unnamed', { id: value }) }]
      : [];
  return (
    <Select
      searchable
      clearable
      searchValue={typed}
      onSearchChange={setTyped}
      value={value === undefined ? null : String(value)}
      onChange={(id) => onChange(id === null ? undefined : Number(id))}
      // The server has searched already.
      filter={({ options }) => options}
      data={[...groups, ...missing].map(({ id, name }) =>
        taken?.ids.includes(id)
          ? { value: String(id), label: `${name} (${taken.words})`, disabled: true }
          : { value: String(id), label: name },
      )}
      nothingFoundMessage={t('members.grant.nothing')}
      clearButtonProps={{ 'aria-label': t('action.clear') }}
      comboboxProps={IN_PAGE}
      {...rest}
    />
  );
}
