import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { show } from '../../test/render';
import { type Departure, DepartureChoice } from './DepartureChoice';

describe('the choice of what becomes of subscriptions', () => {
  it('lets them end with their period unless they are to end now', async () => {
    const chosen: Departure[] = [];
    const user = show(<DepartureChoice initial="cancel_at_period_end" onChange={(next) => chosen.push(next)} />);
    const [later, now] = await screen.findAllByRole('radio');
    expect(later).toHaveProperty('checked', true);

    await user.click(now as HTMLElement);

    expect(now).toHaveProperty('checked', true);
    expect(chosen).toEqual(['cancel_now']);
  });
});
