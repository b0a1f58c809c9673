-- One participant may stand in several rows: units end and are succeeded, and
-- names are spelled in many ways. Rows are joined by pointers and keep all that
-- they have, so that undoing gives back what was there.

ALTER TABLE participant_participant ADD COLUMN merged_into_id UUID REFERENCES participant_participant (id);
ALTER TABLE participant_participant ADD COLUMN root_id UUID;                 -- the row that its group is known by; its own id when none
ALTER TABLE participant_participant ADD COLUMN like_key TEXT COLLATE "C";    -- the name without what makes it differ; NULL: not settled yet
ALTER TABLE participant_participant ADD COLUMN looked_at TIMESTAMPTZ;        -- when it was last compared with others; NULL: not yet
UPDATE participant_participant SET root_id = id;
CREATE INDEX participant_root ON participant_participant (root_id);
CREATE INDEX participant_merged ON participant_participant (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX participant_like ON participant_participant (kind, like_key, unit_id);
CREATE INDEX participant_place_sort ON participant_participant (unit_path, sort_key, id);
CREATE INDEX participant_unsettled ON participant_participant (id) WHERE like_key IS NULL;
CREATE INDEX participant_unlooked ON participant_participant (unit_path, id) WHERE looked_at IS NULL;

CREATE TABLE participant_alias (
  id             UUID PRIMARY KEY,
  participant_id UUID NOT NULL REFERENCES participant_participant (id),
  name           TEXT NOT NULL,
  name_key       TEXT COLLATE "C" NOT NULL,
  like_key       TEXT COLLATE "C" NOT NULL,
  created_at     TIMESTAMPTZ NOT NULL,
  UNIQUE (participant_id, name_key)
);
CREATE INDEX participant_alias_like ON participant_alias (like_key);

CREATE TABLE participant_merge (
  id           UUID PRIMARY KEY,
  kept_id      UUID NOT NULL REFERENCES participant_participant (id),
  merged_id    UUID NOT NULL REFERENCES participant_participant (id),
  reason       TEXT NOT NULL,
  note         TEXT NOT NULL,
  at           TIMESTAMPTZ NOT NULL,
  by_id        UUID,
  by_name      TEXT NOT NULL,
  undone_at    TIMESTAMPTZ,
  undone_by_id UUID,
  undone_by    TEXT NOT NULL DEFAULT ''
);
CREATE INDEX participant_merge_kept ON participant_merge (kept_id);
CREATE INDEX participant_merge_merged ON participant_merge (merged_id);

-- Pairs that look like one, found when a row was compared; a_id < b_id.
CREATE TABLE participant_likely (
  id       UUID PRIMARY KEY,
  a_id     UUID NOT NULL REFERENCES participant_participant (id),
  b_id     UUID NOT NULL REFERENCES participant_participant (id),
  a_path   TEXT COLLATE "C" NOT NULL,
  b_path   TEXT COLLATE "C" NOT NULL,
  found_at TIMESTAMPTZ NOT NULL,
  UNIQUE (a_id, b_id)
);
CREATE INDEX participant_likely_b ON participant_likely (b_id);
CREATE INDEX participant_likely_place ON participant_likely (a_path, id);

-- Pairs of which somebody said that they are two; a_id < b_id.
CREATE TABLE participant_distinct (
  a_id    UUID NOT NULL REFERENCES participant_participant (id),
  b_id    UUID NOT NULL REFERENCES participant_participant (id),
  at      TIMESTAMPTZ NOT NULL,
  by_id   UUID,
  by_name TEXT NOT NULL,
  PRIMARY KEY (a_id, b_id)
);
CREATE INDEX participant_distinct_b ON participant_distinct (b_id);

-- Names and aliases from each of their words on, for search while typing.
CREATE TABLE participant_word (
  participant_id UUID NOT NULL REFERENCES participant_participant (id),
  alias_id       UUID,
  kind           TEXT NOT NULL,
  unit_path      TEXT COLLATE "C" NOT NULL,
  spoken         TEXT COLLATE "C" NOT NULL,        -- small letters with tones, in one spelling
  fold           TEXT COLLATE "C" NOT NULL
);
CREATE INDEX participant_word_fold ON participant_word (fold, unit_path, kind, participant_id);
CREATE INDEX participant_word_spoken ON participant_word (spoken, unit_path, kind, participant_id);
CREATE INDEX participant_word_place ON participant_word (unit_path, fold, spoken, kind, participant_id);
CREATE INDEX participant_word_of ON participant_word (participant_id);

-- Where participants are, so that a subtree is walked place by place.
CREATE TABLE participant_place (
  unit_path TEXT COLLATE "C" PRIMARY KEY
);
INSERT INTO participant_place (unit_path) SELECT DISTINCT unit_path FROM participant_participant;
