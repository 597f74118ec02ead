-- Until when an item is paid that an open invoice asks money for: the arrears of one item do not end
-- what is paid of another. What was known of the whole subscription stands in until it is read again.
ALTER TABLE stripe_subscription_item ADD COLUMN paid_until timestamptz;
UPDATE stripe_subscription_item i SET paid_until = s.paid_until
  FROM stripe_subscription s
 WHERE s.subscription_id = i.subscription_id AND s.paid_until IS NOT NULL;
UPDATE stripe_subscription SET next_check_at = now() WHERE paid_until IS NOT NULL;
ALTER TABLE stripe_subscription DROP COLUMN paid_until;
ALTER TABLE stripe_subscription ADD CHECK ((unpaid_since IS NULL) = (retrying IS NULL));
