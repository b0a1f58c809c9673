-- +goose Up
-- Units through time. org_unit keeps what a unit is today (or was on its last
-- day, or will be on its first); these tables keep what it was and when. A unit
-- whose territory changes becomes another unit: merging and splitting end units
-- and begin units, only a new name, type or parent leaves a unit what it is.
-- Spans of days have both ends in them: 0001-01-01 stands for "since ever",
-- 9999-12-31 for "still".

CREATE TABLE org_event (
  id           UUID PRIMARY KEY,
  effective_on DATE NOT NULL,
  basis        TEXT NOT NULL,                      -- the resolution or decision
  source       TEXT NOT NULL DEFAULT '',           -- where the facts were read
  verified_by  TEXT NOT NULL DEFAULT '',           -- empty: not verified
  state        TEXT NOT NULL CHECK (state IN ('planned', 'done', 'withdrawn')),
  created_at   TIMESTAMPTZ NOT NULL,
  created_by   TEXT NOT NULL DEFAULT ''
);
CREATE INDEX org_event_day ON org_event (effective_on, id);
CREATE INDEX org_event_planned ON org_event (state, effective_on);

CREATE TABLE org_succession (
  event_id UUID NOT NULL REFERENCES org_event (id),
  position BIGINT NOT NULL,
  relation TEXT NOT NULL CHECK (relation IN ('whole', 'part', 'rename', 'retype', 'move', 'abolish', 'found')),
  old_id   UUID REFERENCES org_unit (id),          -- NULL: founded
  new_id   UUID REFERENCES org_unit (id),          -- NULL: abolished
  detail   TEXT NOT NULL DEFAULT '',               -- in the words of the source
  PRIMARY KEY (event_id, position)
);
CREATE INDEX org_succession_old ON org_succession (old_id);
CREATE INDEX org_succession_new ON org_succession (new_id);

CREATE TABLE org_name (
  unit_id    UUID NOT NULL REFERENCES org_unit (id),
  name       TEXT NOT NULL,
  spoken     TEXT COLLATE "C" NOT NULL,            -- small letters with tones, in one spelling
  fold       TEXT COLLATE "C" NOT NULL,
  valid_from DATE NOT NULL,
  valid_to   DATE NOT NULL,
  PRIMARY KEY (unit_id, valid_from)
);
CREATE TABLE org_type (
  unit_id    UUID NOT NULL REFERENCES org_unit (id),
  type       TEXT NOT NULL,
  valid_from DATE NOT NULL,
  valid_to   DATE NOT NULL,
  PRIMARY KEY (unit_id, valid_from)
);
CREATE TABLE org_parent (
  unit_id    UUID NOT NULL REFERENCES org_unit (id),
  tree       TEXT NOT NULL CHECK (tree IN ('administrative', 'party', 'state', 'front', 'professional')),
  parent_id  UUID NOT NULL REFERENCES org_unit (id),
  valid_from DATE NOT NULL,
  valid_to   DATE NOT NULL,
  PRIMARY KEY (unit_id, tree, valid_from)
);
CREATE INDEX org_parent_children ON org_parent (parent_id, tree);
CREATE TABLE org_code (
  scheme     TEXT NOT NULL,                        -- who gave the code: gso, party …
  code       TEXT COLLATE "C" NOT NULL,
  valid_from DATE NOT NULL,
  valid_to   DATE NOT NULL,
  unit_id    UUID NOT NULL REFERENCES org_unit (id),
  PRIMARY KEY (scheme, code, valid_from)
);
CREATE INDEX org_code_unit ON org_code (unit_id);

CREATE TABLE org_post (
  id         UUID PRIMARY KEY,
  unit_id    UUID NOT NULL REFERENCES org_unit (id),
  title      TEXT NOT NULL,
  holder     TEXT NOT NULL,
  account_id UUID,
  valid_from DATE NOT NULL,
  valid_to   DATE NOT NULL,
  version    BIGINT NOT NULL
);
CREATE INDEX org_post_unit ON org_post (unit_id, valid_from);
CREATE INDEX org_post_account ON org_post (account_id);

-- Words of names from each word on, for search while typing.
CREATE TABLE org_word (
  unit_id UUID NOT NULL REFERENCES org_unit (id),
  spoken  TEXT COLLATE "C" NOT NULL,
  fold    TEXT COLLATE "C" NOT NULL,
  whole   BOOLEAN NOT NULL,                        -- from the first word on
  PRIMARY KEY (fold, spoken, unit_id)
);
CREATE INDEX org_word_spoken ON org_word (spoken, unit_id);
CREATE INDEX org_word_unit ON org_word (unit_id);

-- Which paths, as they were on the day of a record, lie under a unit on the map
-- of a date: wholly, or partly where a unit was split. Computed from the tables
-- above. A path that ends in "/." means that unit without what is below it.
CREATE TABLE org_reach (
  unit_id    UUID NOT NULL REFERENCES org_unit (id),
  valid_from DATE NOT NULL,
  valid_to   DATE NOT NULL,
  path       TEXT COLLATE "C" NOT NULL,
  wholly     BOOLEAN NOT NULL,
  PRIMARY KEY (unit_id, valid_from, path)
);

-- Levels belong to an epoch.
CREATE TABLE org_level (
  level       TEXT NOT NULL,
  valid_from  DATE NOT NULL,
  valid_to    DATE NOT NULL,
  label       TEXT NOT NULL,
  position    BIGINT NOT NULL,
  source      TEXT NOT NULL,
  verified_by TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (level, valid_from)
);
INSERT INTO org_level (level, valid_from, valid_to, label, position, source) VALUES
  ('central',  '0001-01-01', '9999-12-31', 'Cấp Trung ương', 1, 'Luật Tổ chức chính quyền địa phương'),
  ('province', '0001-01-01', '9999-12-31', 'Cấp tỉnh, thành phố', 2, 'Luật Tổ chức chính quyền địa phương'),
  ('district', '0001-01-01', '2025-06-30', 'Cấp quận, huyện', 3, 'Luật Tổ chức chính quyền địa phương 2015'),
  ('ward',     '0001-01-01', '2025-06-30', 'Cấp phường, xã', 4, 'Luật Tổ chức chính quyền địa phương 2015'),
  ('ward',     '2025-07-01', '9999-12-31', 'Cấp phường, xã, đặc khu', 3, 'Luật Tổ chức chính quyền địa phương 2025');

-- The trees above a unit that an account's roles reach backwards: what its unit
-- wholly replaced. Kept by org, read with the roles of an account.
CREATE TABLE auth_heritage (
  unit_id UUID NOT NULL,
  path    TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (unit_id, path)
);
