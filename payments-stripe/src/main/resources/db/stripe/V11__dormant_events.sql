-- What came for a mode that was not the active one is looked for whenever it may have become so.
CREATE INDEX stripe_event_dormant_idx ON stripe_event (mode, customer_id)
  WHERE status = 'ignored' AND reason LIKE '% mode, which is not the active one.';
