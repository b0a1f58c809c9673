CREATE TABLE register_entry (
  code          TEXT COLLATE "C" PRIMARY KEY,      -- "DVK-9F2K-7QX4"
  serial        BIGINT NOT NULL UNIQUE,            -- line of the register, from 1 without gaps
  line_id       UUID NOT NULL UNIQUE REFERENCES recognition_line (id),
  decision_id   UUID NOT NULL REFERENCES recognition_decision (id),
  record        JSONB NOT NULL,                    -- the public record as issued
  issued_at     TIMESTAMPTZ NOT NULL
);
CREATE INDEX register_entry_decision ON register_entry (decision_id, serial);
-- What a later decision said of an entry.
CREATE TABLE register_amendment (
  id          UUID PRIMARY KEY,
  code        TEXT COLLATE "C" NOT NULL REFERENCES register_entry (code),
  kind        TEXT NOT NULL CHECK (kind IN ('corrected', 'revoked')),
  decision_id UUID NOT NULL REFERENCES recognition_decision (id),
  by_code     TEXT COLLATE "C",                    -- the entry that stands in its place
  reason      TEXT NOT NULL,
  at          TIMESTAMPTZ NOT NULL
);
CREATE INDEX register_amendment_code ON register_amendment (code, id);
