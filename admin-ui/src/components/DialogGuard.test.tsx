import { Modal } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { show } from '../test/render';
import { DialogGuard, useSavedNote } from './DialogGuard';

/** A dialog that stands in the URL as long as nobody closes it. */
function Page({ dirty }: { dirty: boolean }) {
  const navigate = useNavigate();
  const closed = 'closed' in useSearch({ strict: false });
  const saved = useSavedNote();
  const [, render] = useState(0);
  const close = () => navigate({ to: '.', search: { closed: 1 } as never, replace: true });
  return closed ? (
    'Closed'
  ) : (
    <Modal opened onClose={close} title="Endpoint">
      <button
        type="button"
        onClick={() => {
          saved.current = true;
          close();
          render((count) => count + 1);
        }}
      >
        Save
      </button>
      <DialogGuard dirty={dirty} saved={saved} />
    </Modal>
  );
}

describe('DialogGuard', () => {
  it('lets a dialog be closed in which nothing was entered', async () => {
    const user = show(<Page dirty={false} />);
    await screen.findByRole('dialog', { name: 'Endpoint' });
    await user.keyboard('{Escape}');
    expect(await screen.findByText('Closed')).toBeVisible();
  });

  it('asks before what was entered is lost, and stays when told so', async () => {
    const user = show(<Page dirty />);
    await screen.findByRole('dialog', { name: 'Endpoint' });
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Stay' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Stay' })).toBeNull());
    expect(screen.getByRole('dialog', { name: 'Endpoint' })).toBeVisible();
  });

  it('closes when told so', async () => {
    const user = show(<Page dirty />);
    await screen.findByRole('dialog', { name: 'Endpoint' });
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Leave' }));
    expect(await screen.findByText('Closed')).toBeVisible();
  });

  it('asks no more once everything was saved', async () => {
    const user = show(<Page dirty />);
    await user.click(await screen.findByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Closed')).toBeVisible();
  });
});
