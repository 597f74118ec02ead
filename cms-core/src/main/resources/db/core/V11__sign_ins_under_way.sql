-- Failures of sign-ins age: so many are left of them as of the last one, less with the time since then.
-- Sign-ins that are still being checked are no failures, but fill what is left; each with when it began.
ALTER TABLE sign_in_failure
  ALTER COLUMN failures TYPE double precision,
  ADD COLUMN under_way timestamptz[] NOT NULL DEFAULT '{}';
