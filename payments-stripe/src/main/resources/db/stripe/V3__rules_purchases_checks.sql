-- What a subscription that is past due owes; how the trial of Stripe's test clocks is told apart; and
-- when it is read again should nothing be heard of it until then.
ALTER TABLE stripe_subscription
  ADD COLUMN unpaid_since  timestamptz,
  ADD COLUMN paid_until    timestamptz,
  ADD COLUMN retrying      boolean,
  ADD COLUMN on_test_clock boolean NOT NULL DEFAULT false,
  ADD COLUMN next_check_at timestamptz,
  ADD CHECK ((unpaid_since IS NULL) = (paid_until IS NULL)
             AND (unpaid_since IS NULL) = (retrying IS NULL));
CREATE INDEX stripe_subscription_check_idx ON stripe_subscription (next_check_at);

-- Completed Checkout sessions of one-time prices, as last known.
CREATE TABLE stripe_purchase (
  session_id     text PRIMARY KEY,
  mode           text NOT NULL CHECK (mode IN ('test', 'live')),
  customer_id    text NOT NULL,
  payment_status text NOT NULL,
  payment_intent text,
  paid_at        timestamptz,
  refunded       boolean NOT NULL,
  dispute_lost   boolean NOT NULL,
  prices         text[] NOT NULL,
  created_at     timestamptz NOT NULL
);
CREATE INDEX stripe_purchase_customer_idx ON stripe_purchase (mode, customer_id);
CREATE INDEX stripe_purchase_payment_idx ON stripe_purchase (payment_intent);
CREATE INDEX stripe_purchase_price_idx ON stripe_purchase USING gin (prices);

-- What a group does with those who pay late, pause, pay once, or take their money back; a group
-- without a row does what is usual.
CREATE TABLE stripe_group_policy (
  group_id          bigint PRIMARY KEY REFERENCES member_group,
  past_due          text NOT NULL
    CHECK (past_due IN ('while_retrying', 'grace_days', 'until_period_end', 'remove')),
  grace_days        integer NOT NULL CHECK (grace_days > 0),
  paused_collection text NOT NULL CHECK (paused_collection IN ('keep', 'remove')),
  purchase_days     integer CHECK (purchase_days > 0),
  refund            text NOT NULL CHECK (refund IN ('keep', 'remove')),
  lost_dispute      text NOT NULL CHECK (lost_dispute IN ('keep', 'remove'))
);

-- Counts the changes of what decides membership besides Stripe: prices of groups, policies, the mode
-- that members pay in. Nodes keep these rules in memory, and this tells whether they still hold.
CREATE TABLE stripe_rules (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  revision bigint NOT NULL DEFAULT 1
);
INSERT INTO stripe_rules DEFAULT VALUES;

-- A customer may have to be read from Stripe without any event: why, since when, tried how often.
ALTER TABLE stripe_customer_work
  ADD COLUMN read_wanted_at timestamptz,
  ADD COLUMN read_cause     text,
  ADD COLUMN read_attempts  integer NOT NULL DEFAULT 0,
  ADD CHECK ((read_wanted_at IS NULL) = (read_cause IS NULL));

-- How far the events that Stripe lists have been looked through.
CREATE TABLE stripe_event_cursor (
  mode text PRIMARY KEY CHECK (mode IN ('test', 'live')),
  seen timestamptz NOT NULL
);

-- Events are looked for by customer, and for the newest of a type; by subscription nobody asks.
DROP INDEX stripe_event_subscription_idx;
CREATE INDEX stripe_event_customer_idx ON stripe_event (customer_id, received_at);
CREATE INDEX stripe_event_type_idx ON stripe_event (type, received_at);

-- A returning buyer has the session looked at, at most so often.
ALTER TABLE stripe_checkout ADD COLUMN looked_at timestamptz;
CREATE INDEX stripe_checkout_member_idx ON stripe_checkout (member_id) WHERE state = 'open';

-- Compression with lz4 costs little where the server has it; the default costs four times as much.
DO $$
BEGIN
  ALTER TABLE stripe_event ALTER COLUMN body SET COMPRESSION lz4;
  ALTER TABLE stripe_event ALTER COLUMN body SET STORAGE EXTENDED;
EXCEPTION WHEN feature_not_supported OR invalid_parameter_value THEN
  NULL;
END
$$;
