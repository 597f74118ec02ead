import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, it } from 'vitest';
import { show } from '../../test/render';
import { api, server } from '../../test/server';
import { CommandPalette } from './CommandPalette';

it('takes what is typed while the dialog is still on its way', async () => {
  const none = () => HttpResponse.json({ items: [], page: 1, per_page: 5, total: 0 });
  server.use(...['/members', '/groups', '/apis', '/endpoints'].map((path) => http.get(api(path), none)));
  const user = show(<CommandPalette />);
  await screen.findByRole('button', { name: 'Go to…' });
  await user.keyboard('{Control>}k{/Control}gold');
  const field = await screen.findByRole('combobox');
  await waitFor(() => expect(field).toHaveFocus());
  expect(field).toHaveValue('gold');
  await user.keyboard('en');
  expect(field).toHaveValue('golden');
});
