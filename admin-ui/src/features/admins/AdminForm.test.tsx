import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { show } from '../../test/render';
import { AdminForm } from './AdminForm';

it('does not take another admin for the one who is signed in', async () => {
  const user = show(<AdminForm onClose={() => undefined} />);
  await user.click(await screen.findByRole('button', { name: 'Add' }));
  expect(await screen.findByText('Enter a name.')).toBeVisible();
});
