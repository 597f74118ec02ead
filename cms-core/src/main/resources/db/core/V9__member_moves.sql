-- When a member last asked for another address that has to be confirmed: not again for a while, whether the
-- address was free or not.
ALTER TABLE member ADD COLUMN move_asked_at timestamptz;
