-- +goose Up
-- Who may sign papers of a body, as what, on which days. What was used is never
-- changed, only ended.
CREATE TABLE signing_power (
  id           UUID PRIMARY KEY,
  unit_id      UUID NOT NULL REFERENCES org_unit (id),
  unit_path    TEXT COLLATE "C" NOT NULL,
  line         TEXT NOT NULL CHECK (line IN ('party', 'state', 'front', 'other')),
  name         TEXT NOT NULL,                      -- of the signatory, as papers write it
  account_id   UUID,
  capacity     TEXT NOT NULL CHECK (capacity IN ('self', 'TM', 'KT', 'TL', 'TUQ')),
  form         TEXT NOT NULL,                      -- JSON: the lines above the signature
  doc_types    TEXT NOT NULL,                      -- JSON: kinds of paper; []: all
  valid_from   DATE NOT NULL,
  valid_to     DATE NOT NULL,
  basis        TEXT NOT NULL,                      -- the paper that gives the power
  ended_reason TEXT NOT NULL DEFAULT '',
  version      BIGINT NOT NULL,
  created_by   TEXT NOT NULL,
  created_at   TIMESTAMPTZ NOT NULL
);
CREATE INDEX signing_power_unit ON signing_power (unit_id, line, valid_from, id);
-- Which papers were signed under a power.
CREATE TABLE signing_use (
  power_id     UUID NOT NULL REFERENCES signing_power (id),
  subject_kind TEXT NOT NULL,
  subject_id   TEXT COLLATE "C" NOT NULL,
  day          DATE NOT NULL,
  at           TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (power_id, subject_kind, subject_id)
);
-- Signed copies of a paper: a scan of ink and seal, or a PDF with a signature that
-- was checked when it came in.
CREATE TABLE signing_signature (
  id                 UUID PRIMARY KEY,
  subject_kind       TEXT NOT NULL,
  subject_id         TEXT COLLATE "C" NOT NULL,
  unit_path          TEXT COLLATE "C" NOT NULL,
  kind               TEXT NOT NULL CHECK (kind IN ('scan', 'pades')),
  file_id            UUID NOT NULL REFERENCES files_file (id),
  original_sha256    TEXT NOT NULL,                -- of the paper that was to be signed, hex
  signer             TEXT NOT NULL,                -- as the certificate says; '' for a scan
  certificate_sha256 TEXT NOT NULL DEFAULT '',     -- hex
  serial             TEXT NOT NULL DEFAULT '',
  issuer             TEXT NOT NULL DEFAULT '',
  signed_at          TIMESTAMPTZ,                  -- as the signature says
  verified_at        TIMESTAMPTZ,
  result             TEXT NOT NULL DEFAULT '',     -- what was found of the certificate
  account_id         UUID,
  account            TEXT NOT NULL,                -- name
  at                 TIMESTAMPTZ NOT NULL
);
CREATE INDEX signing_signature_of ON signing_signature (subject_kind, subject_id, id);
