-- No two claims of a customer have one fence, also when its row was deleted in between.
CREATE SEQUENCE stripe_claim_fence;
SELECT setval('stripe_claim_fence', 1 + coalesce(max(fence), 0)) FROM stripe_customer_work;
