import { ActionIcon, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../app/format';

interface ListPagesProps {
  page: number;
  per_page: number;
  total: number;
  onPage: (page: number) => void;
}

/** Which part of a list is shown, and the way to the next one. */
export function ListPages({ page, per_page, total, onPage }: ListPagesProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const from = (page - 1) * per_page + 1;
  const to = Math.min(page * per_page, total);
  return (
    <Group component="nav" aria-label={t('list.pages')} gap="xs" justify="flex-end">
      <Text size="sm" c="dimmed" aria-live="polite">
        {t('list.range', { from: number(Math.min(from, total)), to: number(to), total: number(total) })}
      </Text>
      {total > per_page && (
        <>
          <ActionIcon
            variant="default"
            aria-label={t('list.previous')}
            disabled={page <= 1}
            onClick={() => onPage(page - 1)}
          >
            <IconChevronLeft size={18} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            aria-label={t('list.next')}
            disabled={to >= total}
            onClick={() => onPage(page + 1)}
          >
            <IconChevronRight size={18} />
          </ActionIcon>
        </>
      )}
    </Group>
  );
}
