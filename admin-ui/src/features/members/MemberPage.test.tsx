import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import type { MemberView } from '../../api/gen/types.gen';
import { show } from '../../test/render';
import { answers, api, integration, server } from '../../test/server';
import { MemberPage } from './MemberPage';

function member(changes: Partial<MemberView>): MemberView {
  return {
    id: 1,
    email: 'mika@example.com',
    name: 'Mika',
    status: 'active',
    email_verified: true,
    groups: [],
    version: 1,
    stripe: { subscriptions: [] },
    ...changes,
  };
}

const PAYS = { id: 'sub_1', items: [], current_period_end: '2027-01-01T00:00:00Z' };

function serves(view: MemberView) {
  const none = () => HttpResponse.json({ items: [], page: 1, per_page: 20, total: 0 });
  answers('editor', integration());
  server.use(
    http.get(api('/members/1'), () => HttpResponse.json(view)),
    http.get(api('/audit'), none),
    http.get(api('/stripe/events'), none),
    http.get(api('/stripe/prices'), none),
  );
}

describe('MemberPage', () => {
  it('does not offer a group once more that the member was added to', async () => {
    const grant = { source_kind: 'manual', source_ref: '1', starts_at: '2026-01-01T00:00:00Z' } as const;
    serves(member({ groups: [{ id: 7, name: 'Gold', grants: [grant] }] }));
    const groups = [7, 8].map((id) => ({ id, name: id === 7 ? 'Gold' : 'Silver', description: '', version: 1 }));
    server.use(http.get(api('/groups'), () => HttpResponse.json({ items: groups, page: 1, per_page: 50, total: 2 })));
    const user = show(<MemberPage id={1} />);
    await user.click(await screen.findByRole('button', { name: 'Add to group' }));
    await user.click(await screen.findByRole('combobox', { name: /Group/ }));
    expect(await screen.findByRole('option', { name: 'Gold (added manually already)' })).toHaveAttribute(
      'data-combobox-disabled',
    );
    expect(screen.getByRole('option', { name: 'Silver' })).not.toHaveAttribute('data-combobox-disabled');
  });

  it('says that a payment is late, and that it decides about the groups', async () => {
    serves(member({ stripe: { customer_id: 'cus_1', subscriptions: [{ ...PAYS, status: 'past_due' }] } }));
    show(<MemberPage id={1} />);
    expect(await screen.findByText(/A payment for a subscription of this member is late/)).toBeVisible();
    expect(await screen.findByText('Payment is late')).toBeVisible();
    expect(screen.queryByText(/2027/)).toBeNull();
  });

  it('says nothing of it when all is paid', async () => {
    serves(member({ stripe: { customer_id: 'cus_1', subscriptions: [{ ...PAYS, status: 'active' }] } }));
    show(<MemberPage id={1} />);
    expect(await screen.findByText(/Renews on Jan 1, 2027/)).toBeVisible();
    expect(screen.queryByText(/is late/)).toBeNull();
  });

  it('does not call a subscription paid that is not known to be', async () => {
    const grant = { source_kind: 'subscription', source_ref: 'si_1', starts_at: '2026-01-01T00:00:00Z' } as const;
    serves(member({ groups: [{ id: 7, name: 'Gold', grants: [grant] }] }));
    show(<MemberPage id={1} />);
    expect(await screen.findByText('By subscription, without a fixed end')).toBeVisible();
  });
});
