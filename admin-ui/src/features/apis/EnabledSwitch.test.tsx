import { fireEvent, screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, it } from 'vitest';
import type { Endpoint } from '../../api/gen/types.gen';
import { show } from '../../test/render';
import { answers, api, integration, problem, server } from '../../test/server';
import { EnabledSwitch } from './EnabledSwitch';

const ENDPOINT: Endpoint = {
  id: 1,
  api_id: 1,
  path: 'profile',
  method: 'GET',
  enabled: true,
  category: 'MEMBER',
  model: 'Login',
  model_version: 1,
  operation: 'profile',
  summary: '',
  description: '',
  request_restriction: { type: 'none', group_ids: [] },
  cache_seconds: 0,
  settings: {},
  usage: { calls_7_days: 0, failures_7_days: 0 },
  version: 1,
} as unknown as Endpoint;

it('switches once, however often it is clicked meanwhile', async () => {
  let calls = 0;
  answers('editor', integration());
  server.use(
    http.put(api('/endpoints/1'), () => {
      calls += 1;
      return calls === 1
        ? HttpResponse.json({ ...ENDPOINT, enabled: false, version: 2 })
        : problem(409, 'version_conflict', 'It was changed.');
    }),
  );
  show(<EnabledSwitch endpoint={ENDPOINT} />);
  const toggle = await screen.findByRole('switch');
  fireEvent.click(toggle);
  fireEvent.click(toggle);
  expect(await screen.findByText('Saved.')).toBeVisible();
  await waitFor(() => expect(calls).toBe(1));
  expect(screen.queryByText(/Someone else/)).toBeNull();
});
