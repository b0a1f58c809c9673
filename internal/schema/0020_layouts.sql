-- +goose Up
-- How official papers look, by line of organisation and by time. An edition is
-- drafted and published; once published its settings never change: another one
-- follows it, or takes its whole place.
CREATE TABLE layout_edition (
  id            UUID PRIMARY KEY,
  line          TEXT COLLATE "C" NOT NULL CHECK (line IN ('state', 'party', 'front')),
  name          TEXT NOT NULL,
  valid_from    DATE NOT NULL,
  valid_to      DATE NOT NULL,
  settings      JSONB NOT NULL,                   -- docgen.Layout; name, line, days, source, notes and verified_by stand here instead
  source        TEXT NOT NULL,
  notes         TEXT NOT NULL DEFAULT '',         -- what is not known for sure
  verified_by   TEXT NOT NULL DEFAULT '',         -- empty: nobody has checked it against its source
  state         TEXT NOT NULL CHECK (state IN ('draft', 'published', 'superseded')),
  origin        TEXT COLLATE "C" NOT NULL DEFAULT '', -- key of the shipped layout that it was made from
  based_on      UUID REFERENCES layout_edition (id),
  superseded_by UUID REFERENCES layout_edition (id),
  drafted_by    TEXT NOT NULL DEFAULT '',
  published_by  TEXT NOT NULL DEFAULT '',
  published_at  TIMESTAMPTZ,
  created_at    TIMESTAMPTZ NOT NULL,
  version       BIGINT NOT NULL
);
CREATE UNIQUE INDEX layout_edition_origin ON layout_edition (origin) WHERE origin <> '';
CREATE INDEX layout_edition_line ON layout_edition (line, valid_from);
