import { createBrowserHistory, type RouterHistory } from '@tanstack/react-router';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { show } from '../test/render';
import { SaveBar } from './SaveBar';
import { hasUnsaved } from './unsaved';

function bar(dirty: boolean, saving = false, history?: RouterHistory) {
  const onSave = vi.fn();
  const user = show(<SaveBar dirty={dirty} saving={saving} onSave={onSave} onDiscard={() => undefined} />, history);
  return { user, onSave };
}

const settled = () => screen.findByRole('link', { name: 'Elsewhere' });

describe('SaveBar', () => {
  it('is there only while something is unsaved', async () => {
    bar(false);
    await settled();
    expect(screen.queryByRole('button', { name: /Save/ })).toBeNull();
    expect(hasUnsaved()).toBe(false);
  });

  it.each(['ctrlKey', 'metaKey'])('saves by keyboard (%s and S), and the browser does not', async (key) => {
    const { onSave } = bar(true);
    await screen.findByRole('button', { name: /Save/ });
    expect(fireEvent.keyDown(document.documentElement, { key: 's', code: 'KeyS', [key]: true })).toBe(false);
    expect(onSave).toHaveBeenCalledOnce();
  });

  it.each([
    ['nothing is unsaved', false, false],
    ['it is being saved', true, true],
  ])('does not save by keyboard while %s', async (_, dirty, saving) => {
    const { onSave } = bar(dirty, saving);
    await settled();
    fireEvent.keyDown(document.documentElement, { key: 's', code: 'KeyS', ctrlKey: true });
    expect(onSave).not.toHaveBeenCalled();
  });

  it('asks before a link leaves unsaved changes, and stays when told so', async () => {
    const { user } = bar(true);
    await user.click(await settled());
    expect(await screen.findByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Stay' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.queryByText('Another page')).toBeNull();
  });

  it('stays when the question is closed with Escape', async () => {
    const { user } = bar(true);
    await user.click(await settled());
    await screen.findByRole('dialog');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.queryByText('Another page')).toBeNull();
  });

  it('leaves when told so', async () => {
    const { user } = bar(true);
    await user.click(await settled());
    await user.click(await screen.findByRole('button', { name: 'Leave' }));
    expect(await screen.findByText('Another page')).toBeVisible();
    expect(hasUnsaved()).toBe(false);
  });

  it('lets go without asking when nothing is unsaved', async () => {
    const { user } = bar(false);
    await user.click(await settled());
    expect(await screen.findByText('Another page')).toBeVisible();
  });

  it.each([true, false])('has the browser ask before the tab is closed: %s', async (dirty) => {
    bar(dirty, false, createBrowserHistory());
    await settled();
    const closing = new Event('beforeunload', { cancelable: true });
    await waitFor(() => {
      window.dispatchEvent(closing);
      expect(closing.defaultPrevented).toBe(dirty);
    });
  });
});
