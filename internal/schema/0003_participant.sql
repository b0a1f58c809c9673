CREATE TABLE participant_participant (
  id             UUID PRIMARY KEY,
  kind           TEXT NOT NULL CHECK (kind IN ('collective', 'individual', 'household')),
  name           TEXT NOT NULL,
  name_key       TEXT COLLATE "C" NOT NULL,        -- one spelling for all spellings of the same name
  sort_key       BYTEA NOT NULL,                   -- individuals by given name
  unit_id        UUID NOT NULL REFERENCES org_unit (id),
  unit_path      TEXT COLLATE "C" NOT NULL,
  representative TEXT NOT NULL DEFAULT '',
  phone          TEXT NOT NULL DEFAULT '',         -- never public
  version        BIGINT NOT NULL,
  created_at     TIMESTAMPTZ NOT NULL,
  UNIQUE (unit_id, kind, name_key)
);
CREATE INDEX participant_sort ON participant_participant (sort_key, id);
