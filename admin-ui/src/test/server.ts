import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import type { FieldProblem, IntegrationView, ModeView } from '../api/gen/types.gen';

/** The admin API as the tests want it to answer. */
export const server = setupServer();

export const api = (path: string) => `http://localhost:3000/admin/api/v1${path}`;

/** An answer that refuses, in the server's shape. */
export function problem(status: number, code: string, detail: string, errors: FieldProblem[] = []) {
  return HttpResponse.json(
    { type: 'about:blank', title: code, status, detail, code, request_id: 'r-1', errors },
    { status, headers: { 'Content-Type': 'application/problem+json' } },
  );
}

export function modeView(changes: Partial<ModeView> = {}): ModeView {
  return {
    status: 'disabled',
    webhook_secrets: [],
    webhook_url: 'https://example.com/webhooks/stripe',
    webhook_event_types: ['checkout.session.completed', 'customer.subscription.updated'],
    object_url: 'https://dashboard.stripe.com/test/{kind}/{id}',
    health: { state: 'disabled', message: 'Disabled: nobody pays through this mode.' },
    version: 1,
    ...changes,
  };
}

/** Test mode is connected and active, live mode is empty. */
export function integration(changes: Partial<IntegrationView> = {}): IntegrationView {
  return {
    active_mode: 'test',
    test: modeView({
      status: 'enabled',
      publishable_key: 'pk_test_abc',
      secret_key_hint: '…wxyz',
      object_url: 'https://dashboard.stripe.com/test/{kind}/{id}',
      health: { state: 'ok', message: 'Stripe accepts the secret key.' },
      version: 7,
    }),
    live: modeView(),
    ...changes,
  };
}

/** Answers who is signed in, and how Stripe is connected. */
export function answers(role: 'owner' | 'editor' | 'viewer', view: IntegrationView) {
  server.use(
    http.get(api('/session'), () => HttpResponse.json({ kind: 'admin', id: '1', label: 'ann@example.com', role })),
    http.get(api('/integrations/stripe'), () => HttpResponse.json(view)),
  );
}
