import { Group, Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';

interface SortHeadProps {
  label: string;
  /** The server's name of the order. */
  order: string;
  /** The order of the list: a name, after a "-" when it is turned round. */
  sort: string | undefined;
  onSort: (sort: string) => void;
  align?: 'end' | undefined;
  visibleFrom?: 'sm' | 'md' | undefined;
}

const WORDS = { up: 'ascending', down: 'descending', none: 'none' } as const;
const ICONS = { up: IconArrowUp, down: IconArrowDown, none: IconSelector };

/** The head of a column that the list can be ordered by; pressed again, it turns the order round. */
export function SortHead({ label, order, sort, onSort, align, visibleFrom }: SortHeadProps) {
  const way = sort === order ? 'up' : sort === `-${order}` ? 'down' : 'none';
  const Icon = ICONS[way];
  return (
    <Table.Th ta={align} visibleFrom={visibleFrom} aria-sort={WORDS[way]}>
      <UnstyledButton fw="inherit" fz="inherit" onClick={() => onSort(way === 'up' ? `-${order}` : order)}>
        <Group component="span" gap={4} wrap="nowrap" display="inline-flex">
          {label}
          <Icon size={14} aria-hidden />
        </Group>
      </UnstyledButton>
    </Table.Th>
  );
}
