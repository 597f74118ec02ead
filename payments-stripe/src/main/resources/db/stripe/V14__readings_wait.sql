-- Customers of whom everything is applied that their events tell: what is left has to be read from
-- Stripe, and waits for that without standing in the way of others. An event that comes ends it.
ALTER TABLE stripe_customer_work ADD COLUMN awaits_reading boolean NOT NULL DEFAULT false;
UPDATE stripe_customer_work SET awaits_reading = true WHERE read_wanted_at IS NOT NULL;
DROP INDEX stripe_customer_work_due_idx;
CREATE INDEX stripe_customer_work_due_idx ON stripe_customer_work (awaits_reading, due_at);
