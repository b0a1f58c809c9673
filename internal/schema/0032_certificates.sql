-- +goose Up
-- How certificates look. Designs that come with the program belong to no unit and are
-- copied, not changed; one that papers were printed with is followed by a new edition.
CREATE TABLE certificate_design (
  id             UUID PRIMARY KEY,
  code           TEXT COLLATE "C" NOT NULL,        -- the same in all editions
  edition        BIGINT NOT NULL,
  unit_id        UUID REFERENCES org_unit (id),    -- NULL: comes with the program
  unit_path      TEXT COLLATE "C" NOT NULL,        -- empty likewise
  name           TEXT NOT NULL,
  line           TEXT COLLATE "C" NOT NULL CHECK (line IN ('state', 'party', 'front')),
  paper          TEXT COLLATE "C" NOT NULL CHECK (paper IN ('A4', 'A3')),
  photo          BOOLEAN NOT NULL,
  design         JSONB NOT NULL,                   -- docgen.Design; name, line, paper and photo stand here instead
  effective_from DATE NOT NULL,
  effective_to   DATE,                             -- followed by another edition, or given up, on this day
  source         TEXT NOT NULL,
  verified_by    TEXT NOT NULL DEFAULT '',         -- empty: nobody has compared it with its source
  based_on       UUID REFERENCES certificate_design (id),
  changed_by     TEXT NOT NULL,
  changed_at     TIMESTAMPTZ NOT NULL,
  version        BIGINT NOT NULL,
  UNIQUE (code, edition)
);
CREATE INDEX certificate_design_unit ON certificate_design (unit_path);

-- What a printer needs to hit pre-printed blanks.
CREATE TABLE certificate_calibration (
  id         UUID PRIMARY KEY,
  unit_id    UUID NOT NULL REFERENCES org_unit (id),
  unit_path  TEXT COLLATE "C" NOT NULL,
  printer    TEXT NOT NULL,
  dx         BIGINT NOT NULL CHECK (dx BETWEEN -300 AND 300), -- tenths of a millimetre, to the right
  dy         BIGINT NOT NULL CHECK (dy BETWEEN -300 AND 300), -- downwards
  scale      BIGINT NOT NULL CHECK (scale BETWEEN -50 AND 50), -- thousandths
  changed_by TEXT NOT NULL,
  changed_at TIMESTAMPTZ NOT NULL,
  version    BIGINT NOT NULL,
  UNIQUE (unit_id, printer)
);

-- Every time that a line of the register was printed. Only grows.
CREATE TABLE certificate_printing (
  id          UUID PRIMARY KEY,
  decision_id UUID NOT NULL REFERENCES recognition_decision (id),
  code        TEXT COLLATE "C" NOT NULL,  -- of the entry
  at          TIMESTAMPTZ NOT NULL,
  account_id  UUID,                       -- NULL: the command line
  account     TEXT NOT NULL,
  design_id   UUID NOT NULL REFERENCES certificate_design (id),
  overprint   BOOLEAN NOT NULL,
  run_id      UUID,                       -- the work that made the file
  reason      TEXT NOT NULL DEFAULT ''    -- why again; empty the first time
);
CREATE INDEX certificate_printing_decision ON certificate_printing (decision_id, code);
CREATE INDEX certificate_printing_design ON certificate_printing (design_id);

-- Photographs for certificates that have room for one.
CREATE TABLE certificate_photo (
  code        TEXT COLLATE "C" PRIMARY KEY, -- of the entry
  decision_id UUID NOT NULL REFERENCES recognition_decision (id),
  file_id     UUID NOT NULL REFERENCES files_file (id),
  added_by    TEXT NOT NULL,
  added_at    TIMESTAMPTZ NOT NULL
);
CREATE INDEX certificate_photo_decision ON certificate_photo (decision_id);
