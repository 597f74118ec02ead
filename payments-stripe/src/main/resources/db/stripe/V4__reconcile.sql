-- Comparisons of everything here with Stripe, and what they found. A run that was not heard of for a
-- while has died with its node.
CREATE TABLE stripe_reconcile_run (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mode          text NOT NULL CHECK (mode IN ('test', 'live')),
  dry_run       boolean NOT NULL,
  actor         text NOT NULL,
  state         text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  failure       text,
  started_at    timestamptz NOT NULL,
  heard_at      timestamptz NOT NULL,
  finished_at   timestamptz,
  subscriptions bigint NOT NULL DEFAULT 0,
  customers     bigint NOT NULL DEFAULT 0,
  drifts        bigint NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX stripe_reconcile_running_key ON stripe_reconcile_run (state) WHERE state = 'running';

CREATE TABLE stripe_drift (
  run_id      bigint NOT NULL REFERENCES stripe_reconcile_run ON DELETE CASCADE,
  position    integer NOT NULL,
  kind        text NOT NULL,
  customer_id text,
  member_id   bigint,
  subject     text NOT NULL,
  expected    text NOT NULL,
  found       text NOT NULL,
  repaired    boolean NOT NULL,
  PRIMARY KEY (run_id, position)
);

-- Whether a checkout sells one-time prices: of those the events are the only other news.
ALTER TABLE stripe_checkout ADD COLUMN one_time boolean NOT NULL DEFAULT false;
