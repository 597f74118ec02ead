import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { changed, type OnSearch } from '../../components/listSearch';
import type { AuditSearch } from './auditSearch';

const AREAS = ['member.', 'grant.', 'group.', 'api.', 'endpoint.', 'stripe.', 'admin.', 'token.'] as const;

interface AuditFiltersProps {
  search: AuditSearch;
  onSearch: OnSearch<AuditSearch>;
}

/** Area and days to choose; an actor or a subject comes from a link, and can be taken away. */
export function AuditFilters({ search, onSearch }: AuditFiltersProps) {
  const { t } = useTranslation();
  const { action } = search;
  const area = AREAS.find((one) => one === action);
  return (
    <>
      <NativeSelect
        aria-label={t('audit.area')}
        value={action ?? ''}
        data={[
          { value: '', label: t('audit.all_areas') },
          ...AREAS.map((one) => ({ value: one, label: t(`audit.areas.${one.slice(0, -1) as 'group'}`) })),
          ...(action && !area ? [action] : []),
        ]}
        onChange={(event) => onSearch(changed(search, { action: event.currentTarget.value || undefined }))}
      />
      {(['from', 'to'] as const).map((end) => (
        <TextInput
          key={end}
          type="date"
          label={t(`audit.${end}`)}
          value={search[end] ?? ''}
          onChange={(event) => onSearch(changed(search, { [end]: event.currentTarget.value || undefined }))}
        />
      ))}
      {(['actor', 'subject'] as const).map((field) => {
        const value = search[field];
        return (
          value && (
            <Button
              key={field}
              variant="light"
              rightSection={<IconX size={14} aria-hidden />}
              aria-label={t('events.clear_filter', { label: value })}
              onClick={() => onSearch(changed(search, { [field]: undefined }))}
            >
              {value}
            </Button>
          )
        );
      })}
    </>
  );
}
