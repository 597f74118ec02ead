import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { listGroupsOptions } from '../api/gen/@tanstack/react-query.gen';
import { show } from '../test/render';
import { api, problem, server } from '../test/server';
import { ListTable } from './ListTable';
import type { ListSearch } from './listSearch';

function Groups({ from = {} }: { from?: ListSearch }) {
  const [search, setSearch] = useState<ListSearch>(from);
  const query = useQuery({ ...listGroupsOptions({ query: search }), placeholderData: keepPreviousData });
  return (
    <>
      <ListTable
        label="Groups"
        query={query}
        columns={[{ key: 'name', label: 'Name', sort: 'name', cell: (group) => group.name }]}
        rowKey={(group) => group.id}
        search={search}
        onSearch={setSearch}
        searchHint="Name"
        empty="No groups yet"
      />
      <output>{JSON.stringify(search)}</output>
    </>
  );
}

/** Answers as many groups as there are, twenty on a page; keeps what was asked for. */
function groups(total: number) {
  const asked: string[] = [];
  server.use(
    http.get(api('/groups'), ({ request }) => {
      const url = new URL(request.url);
      asked.push(url.search);
      const found = url.searchParams.get('q') === 'nobody' ? 0 : total;
      const page = Number(url.searchParams.get('page') ?? 1);
      const items = Array.from({ length: Math.min(20, Math.max(0, found - (page - 1) * 20)) }, (_, index) => ({
        id: (page - 1) * 20 + index + 1,
        name: `Group ${(page - 1) * 20 + index + 1}`,
        description: '',
        member_count: 0,
        version: 1,
      }));
      return HttpResponse.json({ items, page, per_page: 20, total: found });
    }),
  );
  return asked;
}

const inUrl = () => JSON.parse(screen.getAllByRole('status').at(-1)?.textContent ?? '');

describe('ListTable', () => {
  it('goes to the last page when there is no such page', async () => {
    const asked = groups(45);
    show(<Groups from={{ page: 99 }} />);
    expect(await screen.findByText('41–45 of 45')).toBeVisible();
    expect(inUrl()).toEqual({ page: 3 });
    expect(asked).toHaveLength(2);
    expect(screen.queryByText('No groups yet')).toBeNull();
  });

  it('turns pages', async () => {
    groups(45);
    const user = show(<Groups />);
    expect(await screen.findByText('1–20 of 45')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Previous page' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Next page' }));
    expect(await screen.findByText('Group 21')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Next page' }));
    expect(await screen.findByText('41–45 of 45')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Next page' })).toBeDisabled();
  });

  it('searches once the admin stops typing, from the first page on', async () => {
    const asked = groups(45);
    const user = show(<Groups from={{ page: 2 }} />);
    await screen.findByText('Group 21');
    await user.type(screen.getByRole('searchbox', { name: 'Search' }), ' gold ');
    await waitFor(() => expect(inUrl()).toEqual({ q: 'gold' }));
    await waitFor(() => expect(asked).toEqual(['?page=2', '?q=gold']));
  });

  it('is ordered by a column, and the other way round, from the first page on', async () => {
    const asked = groups(45);
    const user = show(<Groups from={{ page: 2 }} />);
    await screen.findByText('Group 21');
    expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'none');
    await user.click(screen.getByRole('button', { name: 'Name' }));
    await waitFor(() => expect(inUrl()).toEqual({ sort: 'name' }));
    expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
    await user.click(screen.getByRole('button', { name: 'Name' }));
    await waitFor(() => expect(asked).toEqual(['?page=2', '?sort=name', '?sort=-name']));
    expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'descending');
  });

  it('says what to do when the search finds nothing', async () => {
    groups(3);
    const user = show(<Groups from={{ q: 'nobody' }} />);
    expect(await screen.findByText('Nothing found')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    expect(await screen.findByText('Group 3')).toBeVisible();
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('says when there is nothing at all', async () => {
    groups(0);
    show(<Groups />);
    expect(await screen.findByText('No groups yet')).toBeVisible();
  });

  it('can be tried again when it did not come', async () => {
    server.use(http.get(api('/groups'), () => problem(500, 'internal_error', 'Something broke.')));
    const user = show(<Groups />);
    expect(await screen.findByText('This list could not be loaded')).toBeVisible();
    groups(1);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Group 1')).toBeVisible();
  });
});
