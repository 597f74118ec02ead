-- When the owner of an address was last told that somebody else, or the owner, registered with it: not
-- told again for a while, whoever asks.
ALTER TABLE member ADD COLUMN told_taken_at timestamptz;
