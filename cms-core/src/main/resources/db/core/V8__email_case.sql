-- Addresses are the same when they differ only in the case of A to Z, in every database alike: by the rules of
-- its locale PostgreSQL took more letters for the same than the server, or others.
DROP INDEX admin_email_key;
CREATE UNIQUE INDEX admin_email_key ON admin (lower(email COLLATE "C"));
DROP INDEX member_email_key;
CREATE UNIQUE INDEX member_email_key ON member (lower(email COLLATE "C"));
