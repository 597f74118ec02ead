import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { show } from '../test/render';
import { NewTokenDialog } from './NewTokenDialog';

function Tokens() {
  const [opened, setOpened] = useState(true);
  return (
    <NewTokenDialog
      opened={opened}
      onClose={() => setOpened(false)}
      title="New token"
      nameHint=""
      create={async () => 'kt_secret'}
    />
  );
}

it('keeps a new token in sight until the admin says that it is copied', async () => {
  const user = show(<Tokens />);
  await user.type(await screen.findByLabelText(/^Name/), 'Deploy');
  await user.click(screen.getByRole('button', { name: 'Add' }));
  const dialog = await screen.findByRole('dialog', { name: 'The token was created' });
  await user.keyboard('{Escape}');
  await new Promise((later) => setTimeout(later, 300));
  expect(dialog).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Close' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'I have copied it' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});
