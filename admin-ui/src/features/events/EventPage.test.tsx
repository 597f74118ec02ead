import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, it } from 'vitest';
import type { EventView } from '../../api/gen/types.gen';
import { show } from '../../test/render';
import { answers, api, integration, server } from '../../test/server';
import { EventPage } from './EventPage';

const EVENT: EventView = {
  event_id: 'evt_1',
  type: 'invoice.paid',
  livemode: false,
  created: '2026-01-01T00:00:00Z',
  received_at: '2026-01-01T00:00:00Z',
  status: 'done',
  attempts: 1,
  payload: {},
};

it('leads back to the events and to Stripe', async () => {
  answers('editor', integration());
  server.use(http.get(api('/stripe/events/evt_1'), () => HttpResponse.json(EVENT)));
  show(<EventPage id="evt_1" />);
  expect(await screen.findByRole('link', { name: 'Events' })).toHaveAttribute('href', '/events');
  expect(screen.getByRole('link', { name: 'Stripe' })).toHaveAttribute('href', '/settings/integrations/stripe');
});
