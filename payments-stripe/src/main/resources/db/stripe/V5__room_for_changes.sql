-- Rows that are changed again and again find room on their page, so that their indexes stay as they are.
ALTER TABLE stripe_subscription SET (fillfactor = 80);
ALTER TABLE stripe_subscription_item SET (fillfactor = 80);
ALTER TABLE stripe_customer_work SET (fillfactor = 80);
