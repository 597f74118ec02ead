import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { show } from '../../test/render';
import { answers, integration } from '../../test/server';
import { AddMember } from './AddMember';

it('marks what has to be entered', async () => {
  answers('editor', integration());
  const user = show(<AddMember />);
  await user.click(await screen.findByRole('button', { name: 'Add member' }));
  expect(await screen.findByLabelText(/^E-mail address/)).toBeRequired();
  expect(screen.getByLabelText('Name')).not.toBeRequired();
});
