-- Who has registered, but not yet shown that the address is the own one, is unconfirmed.
ALTER TABLE member DROP CONSTRAINT member_status_check;
ALTER TABLE member ADD CONSTRAINT member_status_check
  CHECK (status IN ('active', 'blocked', 'unconfirmed'));
ALTER TABLE member ADD COLUMN email_verified_at timestamptz;

-- A link that lets its holder confirm an address or set a password; one a member and purpose.
CREATE TABLE member_link (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  member_id  bigint NOT NULL REFERENCES member ON DELETE CASCADE,
  purpose    text NOT NULL CHECK (purpose IN ('confirm_email', 'reset_password')),
  email      text NOT NULL,
  page       text NOT NULL,
  -- Null while nothing was mailed and no admin has made the link.
  token_hash bytea CONSTRAINT member_link_token_key UNIQUE,
  mailed     boolean NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT member_link_purpose_key UNIQUE (member_id, purpose)
);

-- Who a member is at another identity provider.
CREATE TABLE member_identity (
  issuer     text NOT NULL,
  subject    text NOT NULL,
  member_id  bigint NOT NULL REFERENCES member ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX member_identity_member_idx ON member_identity (member_id);

-- The identity provider whose tokens an API takes besides its own.
ALTER TABLE api ADD COLUMN external_identity jsonb;
