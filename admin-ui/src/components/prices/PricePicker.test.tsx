import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PriceView } from '../../api/gen/types.gen';
import { show } from '../../test/render';
import { answers, api, integration, problem, server } from '../../test/server';
import { PricePicker } from './PricePicker';

function Picker({ from = [], repeatable }: { from?: string[]; repeatable?: boolean }) {
  const [ids, setIds] = useState(from);
  return (
    <>
      <PricePicker mode="test" value={ids} onChange={setIds} repeatable={repeatable ?? false} />
      <output>{ids.join(' ')}</output>
    </>
  );
}

function price(id: string, changes: Partial<PriceView> = {}): PriceView {
  return {
    id,
    product_id: 'prod_gold',
    product_name: 'Gold',
    active: true,
    unit_amount: 1200,
    currency: 'jpy',
    interval: 'month',
    interval_count: 1,
    mode: 'test',
    ...changes,
  };
}

function prices(...items: PriceView[]) {
  server.use(
    http.get(api('/stripe/prices'), ({ request }) => {
      const q = new URL(request.url).searchParams.get('q') ?? '';
      const found = items.filter(({ id, product_name }) => `${id} ${product_name}`.includes(q));
      return HttpResponse.json({ items: found, page: 1, per_page: 100, total: found.length });
    }),
  );
}

const chosen = () => screen.getByRole('status');
const field = () => screen.findByRole('combobox', { name: 'Add a price' });

describe('PricePicker', () => {
  beforeEach(() => answers('editor', integration()));

  it('chooses a price by what it sells and costs', async () => {
    prices(price('price_month'), price('price_quarter', { interval_count: 3, unit_amount: 3000 }));
    const user = show(<Picker />);
    await user.click(await field());
    expect(await screen.findByText(/¥1,200 \/ month/)).toBeVisible();
    await user.click(screen.getByText(/¥3,000 every 3 months/));
    expect(chosen()).toHaveTextContent('price_quarter');
  });

  it('takes a pasted id at once, even one that is not listed', async () => {
    prices(price('price_month'));
    const user = show(<Picker />);
    await user.click(await field());
    await user.paste(' price_1Abc ');
    expect(chosen()).toHaveTextContent('price_1Abc');
    expect(await screen.findByText('Not among the prices of this Stripe account')).toBeVisible();
  });

  it('offers no price twice, unless it may be chosen more than once', async () => {
    prices(price('price_month'));
    const user = show(<Picker from={['price_month']} />);
    await user.click(await field());
    expect(await screen.findByText(/All prices have been chosen/)).toBeVisible();
  });

  it('removes one of two equal prices', async () => {
    prices(price('price_month'));
    const user = show(<Picker from={['price_month', 'price_month']} repeatable />);
    await user.click((await screen.findAllByRole('button', { name: 'Remove price_month' }))[0] as HTMLElement);
    expect(chosen()).toHaveTextContent(/^price_month$/);
  });

  it('says why prices cannot be listed', async () => {
    server.use(http.get(api('/stripe/prices'), () => problem(422, 'refused', 'Enter the secret key first.')));
    const user = show(<Picker />);
    await user.click(await field());
    expect(await screen.findByText(/Enter the secret key first\. You can still paste IDs\./)).toBeVisible();
  });
});
