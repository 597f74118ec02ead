-- Every price that a subscription with a trial has had: a trial that was had counts whatever the plan became.
CREATE TABLE stripe_trial_price (
  subscription_id text NOT NULL REFERENCES stripe_subscription ON DELETE CASCADE,
  price_id        text NOT NULL,
  PRIMARY KEY (subscription_id, price_id)
);
INSERT INTO stripe_trial_price
SELECT DISTINCT subscription_id, i.price_id
  FROM stripe_subscription_item i JOIN stripe_subscription s USING (subscription_id)
 WHERE s.trial_end IS NOT NULL;
