import { Checkbox, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { listGroupsOptions } from '../api/gen/@tanstack/react-query.gen';

interface GroupChoicesProps {
  label: ReactNode;
  description?: string;
  required?: boolean;
  error?: ReactNode;
  readOnly?: boolean;
  value: readonly number[];
  onChange: (value: number[]) => void;
}

/** Some of the groups. */
export function GroupChoices({ value, onChange, readOnly = false, ...props }: GroupChoicesProps) {
  const { t } = useTranslation();
  const { data } = useQuery(listGroupsOptions({ query: { per_page: 100 } }));
  const groups = data?.items ?? [];
  const gone = data ? value.filter((id) => !groups.some((group) => group.id === id)) : [];
  return (
    <Checkbox.Group {...props} value={value.map(String)} onChange={(ids) => onChange(ids.map(Number))}>
      <Stack gap="xs" mt="xs">
        {groups.map(({ id, name }) => (
          <Checkbox key={id} value={String(id)} label={name} disabled={readOnly} />
        ))}
        {gone.map((id) => (
          <Checkbox key={id} value={String(id)} label={t('schema_form.group_unnamed', { id })} disabled={readOnly} />
        ))}
        {data && groups.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('schema_form.no_groups')}
          </Text>
        )}
      </Stack>
    </Checkbox.Group>
  );
}
