-- Customers of nobody whose events were deleted unapplied: one that is linked after all is read.
CREATE TABLE stripe_forgotten_customer (
  mode        text NOT NULL CHECK (mode IN ('test', 'live')),
  customer_id text NOT NULL,
  PRIMARY KEY (mode, customer_id)
);
