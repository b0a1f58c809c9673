CREATE TABLE auth_account (
  id            UUID PRIMARY KEY,
  login         TEXT COLLATE "C" NOT NULL UNIQUE,  -- lower case
  name          TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  totp_secret   TEXT NOT NULL DEFAULT '',
  totp_last     BIGINT NOT NULL DEFAULT 0,         -- last accepted time step: a code works once
  lang          TEXT NOT NULL DEFAULT 'vi',
  disabled_at   TIMESTAMPTZ,
  version       BIGINT NOT NULL,
  created_at    TIMESTAMPTZ NOT NULL
);
CREATE TABLE auth_grant (
  id         UUID PRIMARY KEY,
  account_id UUID NOT NULL REFERENCES auth_account (id),
  role       TEXT NOT NULL CHECK (role IN ('registrar', 'appraiser', 'council_member', 'approver', 'publisher', 'auditor', 'administrator')),
  unit_id    UUID NOT NULL,
  unit_path  TEXT COLLATE "C" NOT NULL,
  unit_name  TEXT NOT NULL,
  given_at   TIMESTAMPTZ NOT NULL,
  UNIQUE (account_id, role, unit_id)
);
CREATE TABLE auth_session (
  id         UUID PRIMARY KEY,
  account_id UUID NOT NULL REFERENCES auth_account (id),
  agent      TEXT NOT NULL,
  started_at TIMESTAMPTZ NOT NULL,
  ended_at   TIMESTAMPTZ
);
CREATE INDEX auth_session_account ON auth_session (account_id, started_at);
CREATE TABLE auth_cookie (
  token      TEXT COLLATE "C" PRIMARY KEY,         -- hash of the cookie
  data       BYTEA NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX auth_cookie_expires ON auth_cookie (expires_at);
CREATE TABLE auth_token (
  id         UUID PRIMARY KEY,
  account_id UUID NOT NULL REFERENCES auth_account (id),
  name       TEXT NOT NULL,
  hash       TEXT COLLATE "C" NOT NULL UNIQUE,
  scopes     TEXT NOT NULL,                        -- words, one space between
  expires_at TIMESTAMPTZ NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  revoked_at TIMESTAMPTZ
);
CREATE INDEX auth_token_account ON auth_token (account_id);

CREATE TABLE audit_entry (
  id         UUID PRIMARY KEY,                     -- UUIDv7: ordered by time
  at         TIMESTAMPTZ NOT NULL,
  account_id UUID,                                 -- NULL: the system itself
  account    TEXT NOT NULL,
  act        TEXT NOT NULL,
  kind       TEXT NOT NULL,
  object_id  TEXT COLLATE "C" NOT NULL,
  title      TEXT NOT NULL,
  unit_path  TEXT COLLATE "C" NOT NULL,
  before     JSONB,
  after      JSONB
);
CREATE INDEX audit_entry_object ON audit_entry (object_id, id);
CREATE INDEX audit_entry_account ON audit_entry (account_id, id);

CREATE TABLE files_file (
  id              UUID PRIMARY KEY,
  name            TEXT NOT NULL,
  media_type      TEXT NOT NULL,
  size            BIGINT NOT NULL,
  sha256          TEXT COLLATE "C" NOT NULL,       -- of the stored bytes, in hex; also where they are
  received_sha256 TEXT COLLATE "C" NOT NULL,       -- of the bytes as they came, before place and camera were taken out
  preview_sha256  TEXT COLLATE "C" NOT NULL DEFAULT '',
  account_id      UUID,
  created_at      TIMESTAMPTZ NOT NULL
);
CREATE INDEX files_file_sha256 ON files_file (sha256);

CREATE TABLE jobs_run (
  id          UUID PRIMARY KEY,
  kind        TEXT NOT NULL,
  title       TEXT NOT NULL,
  account_id  UUID,
  state       TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  done        BIGINT NOT NULL DEFAULT 0,
  total       BIGINT NOT NULL DEFAULT 0,
  message     TEXT NOT NULL DEFAULT '',
  result      TEXT NOT NULL DEFAULT '',            -- where the result is to be seen
  created_at  TIMESTAMPTZ NOT NULL,
  started_at  TIMESTAMPTZ,
  finished_at TIMESTAMPTZ
);
CREATE INDEX jobs_run_account ON jobs_run (account_id, created_at);
