import { Button, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { changed, type OnSearch } from '../../components/listSearch';
import { type EventSearch, STATUSES } from './eventSearch';
import { useEventTypes } from './useEventTypes';

interface EventFiltersProps {
  search: EventSearch;
  onSearch: OnSearch<EventSearch>;
}

/** Status and type to choose; a member or a customer comes from a link, and can be taken away. */
export function EventFilters({ search, onSearch }: EventFiltersProps) {
  const { t } = useTranslation();
  const types = useEventTypes();
  const { type } = search;
  const known = type === undefined || types.includes(type) ? types : [type, ...types];
  return (
    <>
      <NativeSelect
        aria-label={t('events.status')}
        value={search.status ?? ''}
        data={[
          { value: '', label: t('events.all_statuses') },
          ...STATUSES.map((status) => ({ value: status, label: t(`events.statuses.${status}.name`) })),
        ]}
        onChange={(event) =>
          onSearch(changed(search, { status: (event.currentTarget.value || undefined) as EventSearch['status'] }))
        }
      />
      <NativeSelect
        aria-label={t('events.type')}
        value={type ?? ''}
        data={[{ value: '', label: t('events.all_types') }, ...known]}
        onChange={(event) => onSearch(changed(search, { type: event.currentTarget.value || undefined }))}
      />
      {search.member_id && (
        <Narrowing
          label={t('events.member', { id: search.member_id })}
          onClear={() => onSearch(changed(search, { member_id: undefined }))}
        />
      )}
      {search.customer_id && (
        <Narrowing label={search.customer_id} onClear={() => onSearch(changed(search, { customer_id: undefined }))} />
      )}
    </>
  );
}

function Narrowing({ label, onClear }: { label: string; onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <Button
      variant="light"
      rightSection={<IconX size={14} aria-hidden />}
      onClick={onClear}
      aria-label={t('events.clear_filter', { label })}
    >
      {label}
    </Button>
  );
}
