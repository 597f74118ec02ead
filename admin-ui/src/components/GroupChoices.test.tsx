import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { show } from '../test/render';
import { api, problem, server } from '../test/server';
import { GroupChoices } from './GroupChoices';

function Choices({ from }: { from: number[] }) {
  const [value, setValue] = useState(from);
  return (
    <>
      <GroupChoices label="Groups" value={value} onChange={setValue} />
      <output>{JSON.stringify(value)}</output>
    </>
  );
}

/** Answers groups 1 to so many, found by their names; there are no others. */
function groups(total: number) {
  const group = (id: number) => ({ id, name: `Group ${id}.`, description: '', member_count: 0, version: 1 });
  const all = Array.from({ length: total }, (_, index) => group(index + 1));
  server.use(
    http.get(api('/groups'), ({ request }) => {
      const { searchParams } = new URL(request.url);
      const found = all.filter(({ name }) => name.includes(searchParams.get('q') ?? ''));
      const per_page = Number(searchParams.get('per_page'));
      return HttpResponse.json({ items: found.slice(0, per_page), page: 1, per_page, total: found.length });
    }),
    http.get(api('/groups/:id'), ({ params }) =>
      Number(params.id) > total ? problem(404, 'not_found', 'None.') : HttpResponse.json(group(Number(params.id))),
    ),
  );
}

const chosen = () => JSON.parse(screen.getAllByRole('status').at(-1)?.textContent ?? '');

describe('GroupChoices', () => {
  it('shows few groups all at once', async () => {
    groups(3);
    show(<Choices from={[]} />);
    expect(await screen.findByRole('checkbox', { name: 'Group 3.' })).toBeVisible();
    expect(screen.queryByRole('searchbox')).toBeNull();
  });

  it('finds one among hundreds, and keeps those that are chosen in sight', async () => {
    groups(250);
    const user = show(<Choices from={[120, 999]} />);
    expect(await screen.findByRole('checkbox', { name: 'Group 120.' })).toBeChecked();
    expect(await screen.findByRole('checkbox', { name: 'Group 999' })).toBeChecked();
    expect(screen.queryByRole('checkbox', { name: 'Group 237.' })).toBeNull();
    expect(screen.getByText(/230 more groups/)).toBeVisible();

    await user.type(screen.getByRole('searchbox'), '237');
    await user.click(await screen.findByRole('checkbox', { name: 'Group 237.' }));
    await waitFor(() => expect(chosen()).toEqual([120, 999, 237]));
    await user.clear(screen.getByRole('searchbox'));

    expect(await screen.findByRole('checkbox', { name: 'Group 1.' })).toBeVisible();
    expect(screen.getByRole('checkbox', { name: 'Group 237.' })).toBeChecked();
    expect(screen.getByRole('checkbox', { name: 'Group 120.' })).toBeChecked();
  });
});
