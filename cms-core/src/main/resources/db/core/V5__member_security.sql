-- Which pages of other sites a browser sends the cookie of an API from.
ALTER TABLE api ADD COLUMN cookie_same_site text NOT NULL DEFAULT 'lax'
  CHECK (cookie_same_site IN ('strict', 'lax', 'none'));

-- Of a session and of a grant token, everything is found that goes with a member.
CREATE INDEX grant_token_member_idx ON grant_token (member_id);
