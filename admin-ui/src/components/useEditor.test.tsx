import { TextInput } from '@mantine/core';
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { ApiFailure } from '../app/api';
import { SessionEnded } from '../features/session/SessionEnded';
import { show } from '../test/render';
import { answers, api, integration, server } from '../test/server';
import { EditorBar } from './EditorBar';
import { useEditor } from './useEditor';

interface Thing {
  name: string;
  note: string;
  version: number;
}

/** A server that keeps one thing, which somebody else changes after the editor has read it. */
function Page({ stored, sent, send }: { stored: Thing; sent: unknown[]; send?: () => Promise<Thing> }) {
  const [view, setView] = useState<Thing>({ name: 'Gold', note: '', version: 1 });
  const editor = useEditor({
    view,
    valuesOf: ({ name, note }: Thing) => ({ name, note }),
    validate: () => ({}),
    send:
      send ??
      (async (values, base) => {
        sent.push({ ...values, version: base.version });
        if (base.version !== stored.version) {
          throw new ApiFailure(409, 'version_conflict', 'It was changed.');
        }
        const saved = { ...values, version: base.version + 1 };
        setView(saved);
        return saved;
      }),
    reread: async () => {
      setView(stored);
      return stored;
    },
    subject: 'thing:1',
  });
  return (
    <>
      <TextInput label="Name" {...editor.form.getInputProps('name')} />
      <TextInput label="Note" {...editor.form.getInputProps('note')} />
      <EditorBar {...editor} />
    </>
  );
}

describe('useEditor', () => {
  it('says who changed the thing meanwhile, takes theirs over when told so, and keeps the edits', async () => {
    server.use(
      http.get(api('/audit'), ({ request }) => {
        expect(new URL(request.url).searchParams.get('subject')).toBe('thing:1');
        const entry = {
          id: 1,
          at: new Date().toISOString(),
          actor: 'ann@example.com',
          action: 'x',
          subject: 'thing:1',
        };
        return HttpResponse.json({ items: [entry], page: 1, per_page: 1, total: 1 });
      }),
    );
    const sent: unknown[] = [];
    const user = show(<Page stored={{ name: 'Platinum', note: '', version: 2 }} sent={sent} />);
    await user.type(await screen.findByLabelText('Note'), 'mine');
    await user.click(screen.getByRole('button', { name: /^Save/ }));

    expect(await screen.findByText(/ann@example.com changed it while you were editing/)).toBeVisible();
    const bar = screen.getByRole('region', { name: 'Unsaved changes' });
    expect(within(bar).getByRole('alert')).toHaveTextContent('Someone else has changed this');
    expect(screen.getByLabelText('Name')).toHaveValue('Gold');

    await user.click(screen.getByRole('button', { name: 'Load the current state' }));
    await waitFor(() => expect(screen.getByLabelText('Name')).toHaveValue('Platinum'));
    expect(screen.getByLabelText('Note')).toHaveValue('mine');

    await user.click(screen.getByRole('button', { name: /^Save/ }));
    await screen.findByText('Saved.');
    expect(sent).toEqual([
      { name: 'Gold', note: 'mine', version: 1 },
      { name: 'Platinum', note: 'mine', version: 2 },
    ]);
  });

  it('asks to sign in again when the session has ended, and keeps what was entered', async () => {
    answers('owner', integration());
    const ended = async () => {
      throw new ApiFailure(401, 'unauthorized', 'Sign in.');
    };
    const user = show(
      <>
        <Page stored={{ name: 'Gold', note: '', version: 1 }} sent={[]} send={ended} />
        <SessionEnded />
      </>,
    );
    await user.type(await screen.findByLabelText('Note'), 'mine');
    await user.click(screen.getByRole('button', { name: /^Save/ }));
    expect(await screen.findByText(/What you were editing is still here/)).toBeVisible();
    expect(screen.getByLabelText('Note')).toHaveValue('mine');
  });

  it('discards what was entered', async () => {
    const user = show(<Page stored={{ name: 'Gold', note: '', version: 1 }} sent={[]} />);
    await user.type(await screen.findByLabelText('Note'), 'mine');
    await user.click(screen.getByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(screen.getByLabelText('Note')).toHaveValue(''));
    expect(screen.queryByRole('button', { name: /^Save/ })).toBeNull();
  });
});
