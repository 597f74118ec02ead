-- When the first try to collect an invoice failed. Stripe does not show it: a debit is as old as its order,
-- and fails up to some weeks later. What an event has told replaces the time at which it was read.
CREATE TABLE stripe_invoice_failure (
  invoice_id text PRIMARY KEY,
  failed_at  timestamptz NOT NULL,
  told       boolean NOT NULL
);
