import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { changed, type OnSearch } from '../../components/listSearch';
import type { AuditArea } from '../../i18n/words';
import type { AuditSearch } from './auditSearch';

// In the order in which they are offered; none can be left out.
const OFFERED: { readonly [Area in AuditArea]: `${Area}.` } = {
  member: 'member.',
  grant: 'grant.',
  group: 'group.',
  api: 'api.',
  endpoint: 'endpoint.',
  stripe: 'stripe.',
  event: 'event.',
  events: 'events.',
  admin: 'admin.',
  token: 'token.',
  master_key: 'master_key.',
};
const AREAS = Object.keys(OFFERED) as AuditArea[];

interface AuditFiltersProps {
  search: AuditSearch;
  onSearch: OnSearch<AuditSearch>;
}

/** Area and days to choose; an actor or a subject comes from a link, and can be taken away. */
export function AuditFilters({ search, onSearch }: AuditFiltersProps) {
  const { t } = useTranslation();
  const { action } = search;
  const area = AREAS.find((one) => OFFERED[one] === action);
  return (
    <>
      <NativeSelect
        aria-label={t('audit.area')}
        value={action ?? ''}
        data={[
          { value: '', label: t('audit.all_areas') },
          ...AREAS.map((one) => ({ value: OFFERED[one], label: t(`audit.areas.${one}`) })),
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
