-- Admins and how they are known

CREATE TABLE admin (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email         text NOT NULL,
  name          text NOT NULL,
  role          text NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
  password_hash text NOT NULL,
  created_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX admin_email_key ON admin (lower(email));

CREATE TABLE admin_session (
  token_hash   bytea PRIMARY KEY,
  admin_id     bigint NOT NULL REFERENCES admin ON DELETE CASCADE,
  created_at   timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  address      text NOT NULL
);
CREATE INDEX admin_session_admin_idx ON admin_session (admin_id);

CREATE TABLE admin_token (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name         text NOT NULL,
  role         text NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
  token_hash   bytea NOT NULL UNIQUE,
  hint         text NOT NULL,
  created_by   text NOT NULL,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz,
  last_used_at timestamptz
);

CREATE TABLE setup_link (
  token_hash bytea PRIMARY KEY,
  expires_at timestamptz NOT NULL
);

-- Failed sign-ins of one account or from one address; forgotten after a success.
CREATE TABLE sign_in_failure (
  key       text PRIMARY KEY,
  failures  integer NOT NULL,
  last_at   timestamptz NOT NULL
);

-- Members, groups, grants

CREATE TABLE member_group (
  id          bigint GENERATED ALWAYS AS IDENTITY (START WITH 101) PRIMARY KEY,
  name        text NOT NULL CONSTRAINT member_group_name_key UNIQUE,
  description text NOT NULL,
  version     integer NOT NULL DEFAULT 1,
  created_at  timestamptz NOT NULL
);

CREATE TABLE member (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email         text NOT NULL,
  name          text NOT NULL,
  password_hash text,
  status        text NOT NULL CHECK (status IN ('active', 'blocked')),
  version       integer NOT NULL DEFAULT 1,
  created_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX member_email_key ON member (lower(email));

-- One reason why a member is in a group. A member is in a group while any of its grants is live.
CREATE TABLE membership_grant (
  member_id   bigint NOT NULL REFERENCES member ON DELETE CASCADE,
  group_id    bigint NOT NULL REFERENCES member_group,
  source_kind text NOT NULL CHECK (source_kind IN ('manual', 'subscription', 'purchase')),
  source_ref  text NOT NULL,
  starts_at   timestamptz NOT NULL,
  ends_at     timestamptz,
  PRIMARY KEY (member_id, group_id, source_kind, source_ref)
);
CREATE INDEX membership_grant_group_idx ON membership_grant (group_id);
CREATE INDEX membership_grant_source_idx ON membership_grant (source_kind, source_ref);

-- APIs and endpoints

CREATE TABLE api (
  id                     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title                  text NOT NULL,
  api_version            text NOT NULL,
  description            text NOT NULL,
  security               text NOT NULL CHECK (security IN ('none', 'cookie', 'static_token', 'dynamic_token')),
  cors                   jsonb NOT NULL,
  access_token_lifespan  integer NOT NULL,
  refresh_token_lifespan integer NOT NULL,
  row_version            integer NOT NULL DEFAULT 1,
  created_at             timestamptz NOT NULL
);

CREATE TABLE api_static_token (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  api_id       bigint NOT NULL REFERENCES api ON DELETE CASCADE,
  name         text NOT NULL,
  token_hash   bytea NOT NULL UNIQUE,
  hint         text NOT NULL,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz
);

CREATE TABLE endpoint (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  api_id        bigint NOT NULL REFERENCES api ON DELETE CASCADE,
  path          text NOT NULL,
  method        text NOT NULL,
  -- The path with its parameters' names left out: two paths that match the same requests are equal here.
  path_shape    text NOT NULL,
  enabled       boolean NOT NULL,
  category      text NOT NULL,
  model         text NOT NULL,
  model_version integer NOT NULL,
  operation     text NOT NULL,
  summary       text NOT NULL,
  description   text NOT NULL,
  restriction   jsonb NOT NULL,
  rate_limit    jsonb,
  cache_seconds integer NOT NULL,
  settings      jsonb NOT NULL,
  version       integer NOT NULL DEFAULT 1,
  created_at    timestamptz NOT NULL,
  CONSTRAINT endpoint_path_key UNIQUE (api_id, method, path_shape)
);

CREATE UNLOGGED TABLE rate_window (
  key        text PRIMARY KEY,
  started_at timestamptz NOT NULL,
  requests   integer NOT NULL
);

-- What members' front-ends hold

CREATE TABLE member_session (
  id          uuid PRIMARY KEY,
  api_id      bigint NOT NULL REFERENCES api ON DELETE CASCADE,
  member_id   bigint NOT NULL REFERENCES member ON DELETE CASCADE,
  cookie_hash bytea UNIQUE,
  created_at  timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL
);
CREATE INDEX member_session_member_idx ON member_session (member_id);
CREATE INDEX member_session_api_idx ON member_session (api_id);

CREATE TABLE grant_token (
  token_hash bytea PRIMARY KEY,
  api_id     bigint NOT NULL REFERENCES api ON DELETE CASCADE,
  member_id  bigint NOT NULL REFERENCES member ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);

CREATE TABLE refresh_token (
  token_hash bytea PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES member_session ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);
CREATE INDEX refresh_token_session_idx ON refresh_token (session_id);

-- Who changed what

CREATE TABLE audit (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at         timestamptz NOT NULL,
  actor      text NOT NULL,
  action     text NOT NULL,
  subject    text NOT NULL,
  before     jsonb,
  after      jsonb,
  cause      text
);
CREATE INDEX audit_subject_idx ON audit (subject, id DESC);
