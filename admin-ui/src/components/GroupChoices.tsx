import { Checkbox, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findGroupOptions, listGroupsOptions } from '../api/gen/@tanstack/react-query.gen';
import { SearchField } from './SearchField';

interface GroupChoicesProps {
  label: ReactNode;
  description?: string;
  required?: boolean;
  error?: ReactNode;
  readOnly?: boolean;
  value: readonly number[];
  onChange: (value: number[]) => void;
}

// Of more groups these many are shown, and the others are searched for.
const SHOWN = 20;

/** Some of the groups, among however many there are; those that are chosen are always shown. */
export function GroupChoices({ value, onChange, readOnly = false, ...props }: GroupChoicesProps) {
  const { t } = useTranslation();
  const [q, setQ] = useState<string>();
  const all = useQuery(listGroupsOptions({ query: { per_page: SHOWN } })).data;
  const { data } = useQuery({
    ...listGroupsOptions({ query: { q, per_page: SHOWN } }),
    placeholderData: keepPreviousData,
  });
  const groups = data?.items ?? [];
  const chosen = useNamed(data ? value.filter((id) => !groups.some((group) => group.id === id)) : []);
  return (
    <Checkbox.Group {...props} value={value.map(String)} onChange={(ids) => onChange(ids.map(Number))}>
      <Stack gap="xs" mt="xs">
        {all && all.total > SHOWN && !readOnly && <SearchField hint={t('groups.search')} value={q} onChange={setQ} />}
        {[...chosen, ...groups].map(({ id, name }) => (
          <Checkbox key={id} value={String(id)} label={name} disabled={readOnly} />
        ))}
        {data && data.total > groups.length && (
          <Text size="sm" c="dimmed">
            {t('schema_form.more_groups', { count: data.total - groups.length })}
          </Text>
        )}
        {data && groups.length === 0 && (
          <Text size="sm" c="dimmed">
            {t(q ? 'list.nothing_found' : 'schema_form.no_groups')}
          </Text>
        )}
      </Stack>
    </Checkbox.Group>
  );
}

/** Groups that are not among those listed, with their names; one that is gone goes by its id. */
function useNamed(ids: readonly number[]): { id: number; name: string }[] {
  const { t } = useTranslation();
  const found = useQueries({ queries: ids.map((id) => findGroupOptions({ path: { id } })) });
  return ids.map((id, index) => ({ id, name: found[index]?.data?.name ?? t('schema_form.group_unnamed', { id }) }));
}
