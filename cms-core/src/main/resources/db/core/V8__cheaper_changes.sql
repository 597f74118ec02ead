-- A grant that is changed finds room on its page, so that its indexes stay as they are.
ALTER TABLE membership_grant SET (fillfactor = 80);

-- Entries lie in the order of their time; a summary of the pages finds a span of it, and costs an entry nothing.
DROP INDEX audit_at_idx;
CREATE INDEX audit_at_idx ON audit USING brin (at) WITH (autosummarize = on);
