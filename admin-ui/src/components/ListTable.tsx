import { Button, Group, Paper, Skeleton, Stack, Table, Text } from '@mantine/core';
import { IconSearchOff } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './EmptyState';
import { ListPages } from './ListPages';
import classes from './ListTable.module.css';
import { changed, type ListSearch, type OnSearch } from './listSearch';
import { FailureAlert } from './PageStates';
import { SearchField } from './SearchField';
import { SortHead } from './SortHead';

export interface Column<Row> {
  key: string;
  label: string;
  /** The first column's cell is a link to the row's page. */
  cell: (row: Row) => ReactNode;
  align?: 'end';
  /** Narrower windows leave the column out. */
  from?: 'sm' | 'md';
  /** The server's name of the order that the column stands for; without it the list cannot be ordered by it. */
  sort?: string;
}

// So many columns stand closer together.
const MANY = 6;

interface PageOf<Row> {
  items: Row[];
  page: number;
  per_page: number;
  total: number;
}

interface ListTableProps<Row, Search extends ListSearch> {
  /** What is listed, for those who hear it. */
  label: string;
  /** Read with `placeholderData: keepPreviousData`, so that the rows stay while others are on their way. */
  query: UseQueryResult<PageOf<Row>, unknown>;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string | number;
  search: Search;
  onSearch: OnSearch<Search>;
  /** Placeholder of the search field; without it nothing can be searched for. */
  searchHint?: string;
  filters?: ReactNode;
  /** What stands there when there is nothing at all; says what to do next. */
  empty: ReactNode;
}

/** A list whose search, filters and page stand in the URL. */
export function ListTable<Row, Search extends ListSearch>(props: ListTableProps<Row, Search>) {
  const { query, search, onSearch, searchHint, filters } = props;
  const page = query.data;
  const beyond = page && !query.isPlaceholderData && isBeyond(page) ? Math.ceil(page.total / page.per_page) : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another last page counts
  useEffect(() => {
    if (beyond) {
      onSearch({ ...search, page: beyond }, true);
    }
  }, [beyond]);
  return (
    <Stack gap="sm">
      {(searchHint || filters) && (
        <Group gap="sm" align="flex-end">
          {searchHint && (
            <SearchField hint={searchHint} value={search.q} onChange={(q) => onSearch(changed(search, { q }), true)} />
          )}
          {filters}
        </Group>
      )}
      <Paper withBorder radius="md" className={classes.frame} aria-busy={query.isFetching}>
        {query.isError ? <Failed error={query.error} retry={query.refetch} /> : <Rows {...props} />}
      </Paper>
      {page && page.total > 0 && !isBeyond(page) && (
        <ListPages {...page} onPage={(to) => onSearch({ ...search, page: to })} />
      )}
    </Stack>
  );
}

function Rows<Row, Search extends ListSearch>(props: ListTableProps<Row, Search>) {
  const { query, label, columns, rowKey, search, empty, onSearch } = props;
  const coming = !query.data || isBeyond(query.data);
  if (!coming && query.data.items.length === 0) {
    return isNarrowed(search) ? <NothingFound onAll={() => onSearch({} as Search)} /> : empty;
  }
  return (
    <div className={classes.scroll}>
      <Table
        aria-label={label}
        verticalSpacing="sm"
        horizontalSpacing={columns.length > MANY ? 'xs' : 'md'}
        highlightOnHover={!query.isPending}
      >
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ key, label: name, align, from, sort }) =>
              sort ? (
                <SortHead
                  key={key}
                  label={name}
                  order={sort}
                  sort={search.sort}
                  onSort={(order) => onSearch(changed(search, { sort: order }))}
                  align={align}
                  visibleFrom={from}
                />
              ) : (
                <Table.Th key={key} ta={align} visibleFrom={from}>
                  {name}
                </Table.Th>
              ),
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody className={query.isPlaceholderData ? classes.old : undefined}>
          {coming ? (
            <Coming columns={columns} />
          ) : (
            query.data.items.map((row) => (
              <Table.Tr key={rowKey(row)}>
                {columns.map(({ key, cell, align, from }) => (
                  <Table.Td key={key} ta={align} visibleFrom={from}>
                    {cell(row)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))
          )}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Coming<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return ['1', '2', '3', '4', '5'].map((row) => (
    <Table.Tr key={row}>
      {columns.map(({ key, from }) => (
        <Table.Td key={key} visibleFrom={from}>
          <Skeleton h={18} />
        </Table.Td>
      ))}
    </Table.Tr>
  ));
}

/** Whether a page lies behind the last one: rows were deleted, or somebody typed its number. */
function isBeyond({ items, total }: PageOf<unknown>): boolean {
  return items.length === 0 && total > 0;
}

function isNarrowed({ page: _, sort: __, ...narrowing }: ListSearch): boolean {
  return Object.values(narrowing).some((value) => value !== undefined && value !== '');
}

function NothingFound({ onAll }: { onAll: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={IconSearchOff}
      title={t('list.nothing_found')}
      text={t('list.nothing_found_hint')}
      action={
        <Button variant="default" onClick={onAll}>
          {t('list.show_all')}
        </Button>
      }
    />
  );
}

function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack p="md" align="flex-start">
      <Text fw={600}>{t('list.failed')}</Text>
      <FailureAlert error={error} />
      <Button onClick={retry}>{t('action.retry')}</Button>
    </Stack>
  );
}
