-- +goose Up
-- The register becomes a transparency log: each thing that is said of a line is a leaf.
CREATE TABLE translog_key (
  id         TEXT COLLATE "C" PRIMARY KEY,         -- hash of the public key, 8 hexadecimal digits
  serial     BIGINT NOT NULL UNIQUE,
  vkey       TEXT NOT NULL,                        -- public key as signed notes write it
  retired    BOOLEAN NOT NULL,
  until_size BIGINT NOT NULL,                      -- leaves when it was retired
  voucher    TEXT NOT NULL,                        -- what the key before it signed of it; empty: that one was lost
  made_at    TIMESTAMPTZ NOT NULL
);
CREATE TABLE translog_checkpoint (
  serial BIGINT PRIMARY KEY,
  size   BIGINT NOT NULL,                          -- leaves
  key_id TEXT COLLATE "C" NOT NULL REFERENCES translog_key (id),
  note   TEXT NOT NULL,                            -- signed
  at     TIMESTAMPTZ NOT NULL
);
CREATE TABLE translog_cosignature (
  size    BIGINT NOT NULL,
  witness TEXT NOT NULL,                           -- its public key
  line    TEXT NOT NULL,
  at      TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (size, witness)
);
CREATE TABLE translog_tile (
  level  BIGINT NOT NULL,                          -- counted in tiles of eight levels
  number BIGINT NOT NULL,
  hashes BYTEA NOT NULL,                           -- up to 256 of 32 bytes; only grows
  PRIMARY KEY (level, number)
);
-- What was said of every line so far becomes a leaf, in the order in which it was said;
-- the program seals them (salt, canonical statement, hash) at its next start.
ALTER TABLE register_entry RENAME TO register_entry_before;
CREATE TABLE register_leaf (
  leaf        BIGINT PRIMARY KEY,                  -- number in the log, from 0 without gaps
  kind        TEXT NOT NULL CHECK (kind IN ('issued', 'corrected', 'replaced', 'revoked', 'redacted')),
  code        TEXT COLLATE "C" NOT NULL,           -- of the line that it speaks of
  by_code     TEXT COLLATE "C",                    -- the line that stands in its place
  decision_id UUID REFERENCES recognition_decision (id),  -- NULL: personal data were taken out
  at          TIMESTAMPTZ NOT NULL,
  hash        BYTEA,                               -- SHA-256 of salt and statement: what the log holds; NULL: not sealed yet
  salt        BYTEA,                               -- NULL: personal data were taken out of the statement
  statement   TEXT NOT NULL                        -- canonical JSON (RFC 8785)
);
CREATE INDEX register_leaf_amends ON register_leaf (code, leaf) WHERE kind <> 'issued';
INSERT INTO register_leaf (leaf, kind, code, by_code, decision_id, at, statement)
SELECT ROW_NUMBER() OVER (ORDER BY b.at, b.amends, b.serial, b.id) - 1, b.kind, b.code, b.by_code, b.decision_id, b.at, b.said FROM (
  SELECT issued_at AS at, 0 AS amends, serial, '' AS id, 'issued' AS kind, code, NULL AS by_code, decision_id, CAST(record AS TEXT) AS said FROM register_entry_before
  UNION ALL
  SELECT at, 1, 0, CAST(id AS TEXT), CASE WHEN replaces THEN 'replaced' ELSE kind END, code, by_code, decision_id, reason FROM register_amendment
) AS b;
CREATE TABLE register_entry (
  code        TEXT COLLATE "C" PRIMARY KEY,        -- "DVK-9F2K-7QX4"
  serial      BIGINT NOT NULL UNIQUE,              -- line of the register, from 1 without gaps
  line_id     UUID NOT NULL UNIQUE REFERENCES recognition_line (id),
  decision_id UUID NOT NULL REFERENCES recognition_decision (id),
  leaf        BIGINT NOT NULL                      -- that issued it
);
INSERT INTO register_entry (code, serial, line_id, decision_id, leaf)
SELECT b.code, b.serial, b.line_id, b.decision_id, l.leaf FROM register_entry_before b JOIN register_leaf l ON l.code = b.code AND l.kind = 'issued';
DROP TABLE register_amendment;
DROP TABLE register_entry_before;
CREATE INDEX register_entry_decision ON register_entry (decision_id, serial);
-- What the register found when it checked itself.
CREATE TABLE register_check (
  id       UUID PRIMARY KEY,
  at       TIMESTAMPTZ NOT NULL,
  whole    BOOLEAN NOT NULL,                       -- FALSE: the last segment only
  leaves   BIGINT NOT NULL,                        -- how many were looked at
  problems TEXT NOT NULL                           -- JSON list of sentences
);
CREATE INDEX register_check_at ON register_check (at);
