-- Bodies of events that were applied together lie together: they resemble each other, so that many
-- take little more room than one. Others lie with their event, as before. No foreign key: both are
-- written by one transaction, and a bundle goes when none of its events is left.
CREATE TABLE stripe_event_bundle (
  bundle_id         uuid PRIMARY KEY,
  first_received_at timestamptz NOT NULL,
  last_received_at  timestamptz NOT NULL,
  packed            bytea NOT NULL
);
ALTER TABLE stripe_event_bundle ALTER COLUMN packed SET STORAGE EXTERNAL;
CREATE INDEX stripe_event_bundle_received_idx ON stripe_event_bundle (last_received_at);

ALTER TABLE stripe_event
  ALTER COLUMN body DROP NOT NULL,
  ADD COLUMN bundle_id   uuid,
  ADD COLUMN body_offset integer,
  ADD COLUMN body_length integer,
  ADD CHECK ((body IS NULL) = (bundle_id IS NOT NULL)) NOT VALID;
