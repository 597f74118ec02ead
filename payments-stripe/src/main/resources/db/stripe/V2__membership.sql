-- One row: keeps the idempotency keys of different installations on one Stripe account apart.
CREATE TABLE stripe_installation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid()
);
INSERT INTO stripe_installation DEFAULT VALUES;

-- Which prices lead to which groups. A retired price sells nothing, but who pays it keeps access.
CREATE TABLE stripe_group_price (
  mode       text NOT NULL CHECK (mode IN ('test', 'live')),
  price_id   text NOT NULL,
  group_id   bigint NOT NULL REFERENCES member_group,
  position   integer NOT NULL,
  retired_at timestamptz,
  PRIMARY KEY (mode, price_id, group_id)
);
CREATE INDEX stripe_group_price_group_idx ON stripe_group_price (group_id);

-- Which member a customer of Stripe is. A member has one current customer a mode; earlier ones stay
-- linked, because their events still mean the member.
CREATE TABLE stripe_customer (
  mode        text NOT NULL CHECK (mode IN ('test', 'live')),
  customer_id text NOT NULL,
  member_id   bigint NOT NULL REFERENCES member ON DELETE CASCADE,
  current     boolean NOT NULL,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (mode, customer_id)
);
CREATE UNIQUE INDEX stripe_customer_current_key ON stripe_customer (mode, member_id) WHERE current;
CREATE INDEX stripe_customer_member_idx ON stripe_customer (member_id);

-- Stripe's subscriptions as last known. Events created before covered_at are in the state, events
-- created after known_at are not; of those between nobody can tell.
CREATE TABLE stripe_subscription (
  subscription_id      text PRIMARY KEY,
  mode                 text NOT NULL CHECK (mode IN ('test', 'live')),
  customer_id          text NOT NULL,
  status               text NOT NULL,
  cancel_at_period_end boolean NOT NULL,
  cancel_at            timestamptz,
  current_period_end   timestamptz,
  collection_paused    boolean NOT NULL,
  trial_end            timestamptz,
  ended_at             timestamptz,
  created_at           timestamptz NOT NULL,
  covered_at           timestamptz NOT NULL,
  known_at             timestamptz NOT NULL
);
CREATE INDEX stripe_subscription_customer_idx ON stripe_subscription (mode, customer_id);

-- Items stay when Stripe drops them, with quantity 0: their grants are still ours to end.
CREATE TABLE stripe_subscription_item (
  subscription_id text NOT NULL REFERENCES stripe_subscription ON DELETE CASCADE,
  item_id         text NOT NULL,
  price_id        text NOT NULL,
  quantity        bigint NOT NULL,
  period_end      timestamptz,
  PRIMARY KEY (subscription_id, item_id)
);
CREATE INDEX stripe_subscription_item_price_idx ON stripe_subscription_item (price_id);

-- A customer with work to do. Who holds the lease works on it alone; the fence tells a holder whose
-- lease has run out that somebody else has taken over.
CREATE TABLE stripe_customer_work (
  mode        text NOT NULL,
  customer_id text NOT NULL,
  due_at      timestamptz NOT NULL,
  lease_until timestamptz,
  fence       bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (mode, customer_id)
);
CREATE INDEX stripe_customer_work_due_idx ON stripe_customer_work (due_at);

-- The inbox: every event once, whatever became of it.
CREATE TABLE stripe_event (
  event_id        text PRIMARY KEY,
  type            text NOT NULL,
  mode            text NOT NULL CHECK (mode IN ('test', 'live')),
  created_at      timestamptz NOT NULL,
  received_at     timestamptz NOT NULL,
  status          text NOT NULL CHECK (status IN ('pending', 'done', 'ignored', 'parked', 'failed', 'dead')),
  reason          text,
  attempts        integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  customer_id     text,
  subscription_id text,
  body            bytea NOT NULL
);
-- The default compression costs four times the CPU of none; the body is written once and seldom read.
ALTER TABLE stripe_event ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX stripe_event_open_idx ON stripe_event (mode, customer_id)
  WHERE status IN ('pending', 'failed', 'parked');
CREATE INDEX stripe_event_subscription_idx ON stripe_event (subscription_id, created_at);
CREATE INDEX stripe_event_received_idx ON stripe_event (received_at DESC);

-- Checkout sessions we opened; the id is the idempotency key of the call that opened it.
CREATE TABLE stripe_checkout (
  id          uuid PRIMARY KEY,
  mode        text NOT NULL CHECK (mode IN ('test', 'live')),
  member_id   bigint NOT NULL REFERENCES member ON DELETE CASCADE,
  endpoint_id bigint NOT NULL,
  fingerprint text NOT NULL,
  prices      text[] NOT NULL,
  state       text NOT NULL CHECK (state IN ('open', 'complete', 'closed')),
  session_id  text,
  url         text,
  expires_at  timestamptz,
  created_at  timestamptz NOT NULL
);
CREATE UNIQUE INDEX stripe_checkout_open_key
  ON stripe_checkout (mode, member_id, endpoint_id, fingerprint) WHERE state = 'open';
CREATE UNIQUE INDEX stripe_checkout_session_key ON stripe_checkout (session_id);
