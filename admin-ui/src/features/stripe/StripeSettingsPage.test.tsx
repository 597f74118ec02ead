import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import type { ModeDraft, ModeView } from '../../api/gen/types.gen';
import { show } from '../../test/render';
import { answers, api, integration, modeView, problem, server } from '../../test/server';
import type { Mode } from './keys';
import { StripeSettingsPage } from './StripeSettingsPage';

function Page() {
  const [mode, setMode] = useState<Mode>();
  return <StripeSettingsPage mode={mode} onMode={setMode} />;
}

async function open(user: UserEvent, mode: 'Test mode' | 'Live mode') {
  await user.click(await screen.findByRole('tab', { name: new RegExp(mode) }));
  return within(screen.getByRole('tabpanel'));
}

/** Answers saves, and keeps what was sent. */
function saves(answer: (draft: ModeDraft) => Response | ModeView) {
  const sent: { mode: string; draft: ModeDraft }[] = [];
  server.use(
    http.put(api('/integrations/stripe/:mode'), async ({ request, params }) => {
      const draft = (await request.json()) as ModeDraft;
      sent.push({ mode: String(params.mode), draft });
      const answered = answer(draft);
      return answered instanceof Response ? answered : HttpResponse.json(answered);
    }),
  );
  return sent;
}

describe('StripeSettingsPage', () => {
  it('shows the active mode first', async () => {
    answers('owner', integration({ active_mode: 'live', live: modeView({ status: 'enabled' }) }));
    show(<Page />);
    expect(await screen.findByRole('tab', { name: 'Live mode Active', selected: true })).toBeVisible();
    expect(screen.getByText('Members pay in live mode, with real money.')).toBeVisible();
  });

  it('says on leaving a field what is wrong with a key, before anything is sent', async () => {
    answers('owner', integration());
    const user = show(<Page />);
    const panel = await open(user, 'Live mode');
    await user.type(panel.getByLabelText('Publishable key'), 'pk_test_abc');
    await user.tab();
    expect(panel.getByText('This is a key of test mode. Here it has to start with pk_live_.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: /^Save/ }));
    expect(panel.getByLabelText('Publishable key')).toBeInvalid();
  });

  it('sends only what was changed, with the version that was read', async () => {
    answers('owner', integration());
    const sent = saves(() => modeView({ ...integration().test, version: 8 }));
    const user = show(<Page />);
    const panel = await open(user, 'Test mode');
    await user.click(panel.getByRole('button', { name: 'Replace Secret key' }));
    await user.type(panel.getByLabelText('Secret key'), '  sk_test_new1 ');
    await user.click(screen.getByRole('button', { name: /^Save/ }));
    expect(await screen.findByText('Saved.')).toBeVisible();
    expect(sent).toEqual([{ mode: 'test', draft: { secret_key: 'sk_test_new1', version: 7 } }]);
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Save/ })).toBeNull());
    expect(panel.getByRole('button', { name: 'Replace Secret key' })).toBeVisible();
  });

  it("puts the server's field errors at their fields, in the mode that was refused", async () => {
    answers('owner', integration());
    saves(() =>
      problem(422, 'stripe_settings_invalid', 'secret_key is needed to enable this mode. (and 1 more)', [
        { field: 'secret_key', code: 'required', message: 'secret_key is needed to enable this mode.' },
        { field: 'publishable_key', code: 'invalid', message: 'Stripe does not know this key.' },
      ]),
    );
    const user = show(<Page />);
    const panel = await open(user, 'Live mode');
    await user.type(panel.getByLabelText('Publishable key'), 'pk_live_abc');
    await open(user, 'Test mode');
    await user.click(screen.getByRole('button', { name: /^Save/ }));
    expect(await screen.findByRole('tab', { name: /Live mode/, selected: true })).toBeVisible();
    const live = within(screen.getByRole('tabpanel'));
    await live.findByText('Stripe does not know this key.');
    expect(live.getByLabelText('Secret key')).toHaveAccessibleDescription(/Enter the secret key to enable this mode/);
    expect(live.getByLabelText('Publishable key')).toHaveAccessibleDescription(/Stripe does not know this key/);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says what is not about a field beside the form', async () => {
    answers('owner', integration());
    saves(() => problem(503, 'stripe_unreachable', 'Stripe could not be reached.'));
    const user = show(<Page />);
    const panel = await open(user, 'Test mode');
    await user.type(panel.getByLabelText('Publishable key'), 'd');
    await user.click(screen.getByRole('button', { name: /^Save/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Stripe could not be reached.');
  });

  it('keeps the edits when somebody else saved meanwhile, and takes over the rest', async () => {
    answers('owner', integration());
    const sent = saves(({ version }) =>
      version === 7
        ? problem(409, 'version_conflict', 'Somebody changed this meanwhile.')
        : modeView({ ...integration().test, version: 10 }),
    );
    const user = show(<Page />);
    const panel = await open(user, 'Test mode');
    await user.click(panel.getByRole('button', { name: 'Replace Secret key' }));
    await user.type(panel.getByLabelText('Secret key'), 'sk_test_mine');
    answers(
      'owner',
      integration({ test: modeView({ ...integration().test, publishable_key: 'pk_test_theirs', version: 9 }) }),
    );
    await user.click(screen.getByRole('button', { name: /^Save/ }));
    expect(await screen.findByText(/Someone else has changed these settings in the meantime/)).toBeVisible();
    await waitFor(() => expect(panel.getByLabelText('Publishable key')).toHaveValue('pk_test_theirs'));
    expect(panel.getByLabelText('Secret key')).toHaveValue('sk_test_mine');
    await user.click(screen.getByRole('button', { name: /^Save/ }));
    expect(await screen.findByText('Saved.')).toBeVisible();
    expect(sent[1]).toEqual({ mode: 'test', draft: { secret_key: 'sk_test_mine', version: 9 } });
  });

  it('names what disabling the active mode does, and sends nothing without a yes', async () => {
    answers('owner', integration());
    const sent = saves(() => modeView());
    const user = show(<Page />);
    const panel = await open(user, 'Test mode');
    await user.click(panel.getByRole('radio', { name: 'Disable' }));
    await user.click(screen.getByRole('button', { name: /^Save/ }));
    const question = await screen.findByRole('dialog');
    expect(question).toHaveTextContent('Members can no longer pay');
    await user.click(within(question).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent).toEqual([]);
  });

  it('discards what was typed', async () => {
    answers('owner', integration());
    const user = show(<Page />);
    const panel = await open(user, 'Test mode');
    await user.clear(panel.getByLabelText('Publishable key'));
    await user.click(screen.getByRole('button', { name: 'Discard' }));
    expect(panel.getByLabelText('Publishable key')).toHaveValue('pk_test_abc');
  });

  it('lists what a connection test finds missing', async () => {
    answers('owner', integration());
    server.use(
      http.post(api('/integrations/stripe/test/test'), () =>
        HttpResponse.json({
          state: 'ok',
          message: 'Stripe accepts the secret key.',
          missing: [
            { what: 'webhook_secret', message: 'x' },
            { what: 'event_types', message: 'Stripe does not send customer.subscription.updated; register it again.' },
          ],
        }),
      ),
    );
    const user = show(<Page />);
    const panel = await open(user, 'Test mode');
    await user.click(panel.getByRole('button', { name: 'Test connection' }));
    expect(await panel.findByText('Register the webhook, or enter the signing secret of one.')).toBeVisible();
    expect(panel.getByText(/does not send customer.subscription.updated/)).toBeVisible();
  });

  it('registers the webhook once, however often it is clicked meanwhile', async () => {
    answers('owner', integration());
    let calls = 0;
    server.use(
      http.post(api('/integrations/stripe/test/webhook'), () => {
        calls += 1;
        return calls === 1
          ? HttpResponse.json({ outcome: 'created', endpoint_id: 'we_1', url: 'https://example.com', event_types: [] })
          : problem(409, 'conflict', 'It was changed.');
      }),
    );
    const user = show(<Page />);
    const panel = await open(user, 'Test mode');
    const button = panel.getByRole('button', { name: 'Register webhook' });
    fireEvent.click(button);
    fireEvent.click(button);
    expect(await panel.findByText(/registered/i, { selector: '[role="note"] *' })).toBeVisible();
    expect(calls).toBe(1);
  });

  it.each(['viewer', 'editor'] as const)('lets a %s look and change nothing', async (role) => {
    answers(role, integration());
    const user = show(<Page />);
    const panel = await open(user, 'Test mode');
    expect(screen.getByText(/Only owners can change these settings/)).toBeVisible();
    expect(panel.getByRole('radio', { name: 'Disable' })).toBeDisabled();
    expect(panel.getByLabelText('Publishable key')).toHaveAttribute('readonly');
    expect(panel.getAllByRole('button').map((button) => button.getAttribute('aria-label'))).toEqual([
      'Copy: Webhook URL',
    ]);
  });
});
