import { createMemoryHistory } from '@tanstack/react-router';
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import type { GroupDraft, GroupView, IntegrationView } from '../../api/gen/types.gen';
import { show } from '../../test/render';
import { answers, api, integration, problem, server } from '../../test/server';
import { GroupPage, NewGroupPage } from './GroupPages';

const GOLD: GroupView = {
  id: 1,
  name: 'Gold',
  description: '',
  member_count: 0,
  version: 3,
  stripe_prices: { test: [], live: [] },
  stripe_policies: { past_due: 'grace_days', grace_days: 7 },
};

/** A group, as the server has it; notes what is saved and which prices are asked for. */
function serves(group: GroupView = GOLD, view: IntegrationView = integration()) {
  const saved: GroupDraft[] = [];
  const asked: (string | null)[] = [];
  answers('editor', view);
  server.use(
    http.get(api('/groups/1'), () => HttpResponse.json(group)),
    http.get(api('/groups'), () => HttpResponse.json({ items: [group], page: 1, per_page: 20, total: 1 })),
    http.get(api('/groups/1/retired_prices'), () => HttpResponse.json({ items: [], page: 1, per_page: 100, total: 0 })),
    http.post(api('/groups/1/preview'), () => HttpResponse.json({ leaving: 0 })),
    http.put(api('/groups/1'), async ({ request }) => {
      saved.push((await request.json()) as GroupDraft);
      return HttpResponse.json({ ...group, version: 4 });
    }),
    http.get(api('/stripe/prices'), ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('mode'));
      return HttpResponse.json({ items: [], page: 1, per_page: 100, total: 0 });
    }),
  );
  return { saved, asked };
}

describe('GroupPage', () => {
  it.each(['1.5', '-5'])('refuses %s days, and does not make another number of it', async (days) => {
    const { saved } = serves();
    const user = show(<GroupPage id={1} />);
    const field = await screen.findByLabelText('Days from the first failed payment');
    await user.clear(field);
    await user.type(field, days);
    expect(field).toHaveValue(days);
    await user.click(screen.getByRole('button', { name: /^Save/ }));
    expect(await screen.findByText('Enter a number of days from 1 to 365.')).toBeVisible();
    expect(saved).toEqual([]);
  });

  it('does not send days that the rule does not use', async () => {
    const { saved } = serves();
    const user = show(<GroupPage id={1} />);
    const field = await screen.findByLabelText('Days from the first failed payment');
    await user.clear(field);
    await user.type(field, '1.5');
    await user.click(screen.getByLabelText('as long as Stripe keeps trying to collect it'));
    await user.click(screen.getByRole('button', { name: /^Save/ }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0]?.stripe_policies).not.toHaveProperty('grace_days');
  });

  it('asks for prices only where Stripe has a key', async () => {
    const { asked } = serves();
    show(<GroupPage id={1} />);
    await screen.findByLabelText('Days from the first failed payment');
    await waitFor(() => expect(asked).toContain('test'));
    expect(asked).not.toContain('live');
    expect(screen.getByText(/Live mode has no secret key/)).toBeVisible();
  });

  it('does not show a group that was deleted when one goes back', async () => {
    serves();
    let gone = false;
    server.use(
      http.get(api('/groups/1'), () => (gone ? problem(404, 'not_found', 'No such group.') : HttpResponse.json(GOLD))),
      http.delete(api('/groups/1'), () => {
        gone = true;
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const history = createMemoryHistory({ initialEntries: ['/'] });
    const user = show(<GroupPage id={1} />, history);
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(gone).toBe(true));
    await waitFor(() => expect(screen.queryByLabelText(/^Name/)).toBeNull());
    history.back();
    expect(await screen.findByText('No such group.')).toBeVisible();
    expect(screen.queryByLabelText(/^Name/)).toBeNull();
  });

  it('leads to the members of a group that cannot be deleted', async () => {
    serves({ ...GOLD, member_count: 2 });
    const user = show(<GroupPage id={1} />);
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    const dialog = await screen.findByRole('dialog', { name: '“Gold” cannot be deleted now' });
    expect(within(dialog).getByRole('link', { name: 'Show members' })).toHaveAttribute('href', '/members?group_id=1');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('NewGroupPage', () => {
  it('can be saved or left from the start', async () => {
    serves();
    const user = show(<NewGroupPage />);
    expect(await screen.findByRole('button', { name: 'Cancel' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: /^Save/ }));
    expect(await screen.findByText('Enter a name of at most 100 characters.')).toBeVisible();
  });

  it('says what is needed to sell it while Stripe is not connected', async () => {
    serves(GOLD, { ...integration(), active_mode: null });
    show(<NewGroupPage />);
    expect(await screen.findByRole('link', { name: 'Connect Stripe' })).toHaveAttribute(
      'href',
      '/settings/integrations/stripe',
    );
  });
});
