-- +goose Up
-- The register becomes a transparency log: each thing that is said of a line is a leaf.
CREATE TABLE translog_key (
  id         TEXT COLLATE "C" PRIMARY KEY,         -- hash of the public key, 8 hexadecimal digits
  serial     BIGINT NOT NULL UNIQUE,
  vkey       TEXT NOT NULL,                        -- public key as signed notes write it
  retired    BOOLEAN NOT NULL,
  until_size BIGINT NOT NULL,                      -- leaves when it was retired
  made_at    TIMESTAMPTZ NOT NULL
);
CREATE TABLE translog_checkpoint (
  serial BIGINT PRIMARY KEY,
  size   BIGINT NOT NULL,                          -- leaves
  key_id TEXT COLLATE "C" NOT NULL REFERENCES translog_key (id),
  note   TEXT NOT NULL,                            -- signed
  at     TIMESTAMPTZ NOT NULL
);
CREATE INDEX translog_checkpoint_at ON translog_checkpoint (at, serial);
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
