-- Where a change came from. Statements that do not name these columns take them from the transaction.
ALTER TABLE audit
  ADD COLUMN address    text DEFAULT nullif(current_setting('karamon.address', true), ''),
  ADD COLUMN request_id text DEFAULT nullif(current_setting('karamon.request_id', true), '');
CREATE INDEX audit_actor_idx ON audit (actor, id DESC);
CREATE INDEX audit_at_idx ON audit (at);

-- The log is only added to, also by the role that owns it.
CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit log is only added to: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();

ALTER TABLE admin ADD COLUMN version integer NOT NULL DEFAULT 1;

-- A session is named by its id; its token is known to the browser only.
ALTER TABLE admin_session
  ADD COLUMN id         uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT admin_session_id_key UNIQUE,
  ADD COLUMN user_agent text NOT NULL DEFAULT '';

-- A token goes with the admin who made it, and can never do more than that admin.
ALTER TABLE admin_token ADD COLUMN admin_id bigint REFERENCES admin ON DELETE CASCADE;
UPDATE admin_token t SET admin_id = a.id FROM admin a WHERE lower(a.email) = lower(t.created_by);
DELETE FROM admin_token WHERE admin_id IS NULL;
ALTER TABLE admin_token ALTER COLUMN admin_id SET NOT NULL;
CREATE INDEX admin_token_admin_idx ON admin_token (admin_id);

CREATE TABLE admin_second_factor (
  admin_id     bigint PRIMARY KEY REFERENCES admin ON DELETE CASCADE,
  -- Sealed with the master key.
  secret       bytea NOT NULL,
  created_at   timestamptz NOT NULL,
  -- Null until a first code has shown that the admin has the secret.
  confirmed_at timestamptz,
  -- The time step of the last code that was taken: none is taken twice.
  last_step    bigint NOT NULL DEFAULT 0
);

CREATE TABLE admin_recovery_code (
  code_hash bytea PRIMARY KEY,
  admin_id  bigint NOT NULL REFERENCES admin ON DELETE CASCADE
);
CREATE INDEX admin_recovery_code_admin_idx ON admin_recovery_code (admin_id);
