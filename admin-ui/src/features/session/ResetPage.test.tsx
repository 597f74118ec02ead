import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, it } from 'vitest';
import { show } from '../../test/render';
import { api, problem, server } from '../../test/server';
import { ResetPage } from './ResetPage';

async function enter(password: string) {
  const user = show(<ResetPage token="reset_abc" />);
  await user.type(await screen.findByLabelText(/^New password/), password);
  await user.click(screen.getByRole('button', { name: 'Set the password' }));
}

it('sets the password with the token of the link, then leads to the sign-in', async () => {
  let sent: unknown;
  server.use(
    http.post(api('/reset'), async ({ request }) => {
      sent = await request.json();
      return new HttpResponse(null, { status: 204 });
    }),
  );
  await enter('quite another password');
  expect(await screen.findByText('The new password is set')).toBeVisible();
  expect(sent).toEqual({ token: 'reset_abc', password: 'quite another password' });
  expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/sign-in');
});

it('says why a link is not taken', async () => {
  server.use(http.post(api('/reset'), () => problem(403, 'forbidden', 'This link is expired.')));
  await enter('quite another password');
  expect(await screen.findByText('This link is expired.')).toBeVisible();
});

it('asks for nothing when the link is incomplete', async () => {
  show(<ResetPage token={undefined} />);
  expect(await screen.findByText(/^Open the whole link/)).toBeVisible();
  expect(screen.queryByLabelText(/^New password/)).toBeNull();
});
