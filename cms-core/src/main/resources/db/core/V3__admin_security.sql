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
