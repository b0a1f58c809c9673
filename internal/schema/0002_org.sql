CREATE TABLE org_unit (
  id         UUID PRIMARY KEY,
  code       TEXT COLLATE "C" NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  type       TEXT NOT NULL,
  line       TEXT NOT NULL CHECK (line IN ('territory', 'party', 'state', 'front', 'other')),
  parent_id  UUID REFERENCES org_unit (id),
  path       TEXT COLLATE "C" NOT NULL UNIQUE,     -- "/ha-noi/quan-dong-da/": a subtree is a prefix
  valid_from DATE,
  valid_to   DATE,                                 -- last day; NULL: still stands
  fold       TEXT COLLATE "C" NOT NULL,
  sort_key   BYTEA NOT NULL,
  version    BIGINT NOT NULL
);
CREATE INDEX org_unit_parent ON org_unit (parent_id, sort_key);
