-- Links by which admins who cannot sign in get in again. They are made on the machine of the server only.
CREATE TABLE admin_reset_link (
  admin_id   bigint PRIMARY KEY REFERENCES admin ON DELETE CASCADE,
  token_hash bytea NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL
);
