CREATE TABLE review_sheet (
  id            UUID PRIMARY KEY,
  initiative_id UUID NOT NULL REFERENCES initiative_initiative (id),
  season_id     UUID NOT NULL,
  appraiser_id  UUID NOT NULL,
  appraiser     TEXT NOT NULL,
  comment       TEXT NOT NULL,
  total         BIGINT NOT NULL,                   -- points
  unverified    BIGINT NOT NULL,                   -- criteria left open for want of evidence
  open_points   BIGINT NOT NULL DEFAULT 0,         -- what those are worth, so that nobody reads them as zero
  handed_in_at  TIMESTAMPTZ,
  version       BIGINT NOT NULL,
  changed_at    TIMESTAMPTZ NOT NULL,
  UNIQUE (initiative_id, appraiser_id)
);
CREATE TABLE review_score (
  sheet_id     UUID NOT NULL REFERENCES review_sheet (id),
  criterion_id UUID NOT NULL REFERENCES campaign_criterion (id),
  position     BIGINT NOT NULL,
  points       BIGINT,                             -- NULL: none given, never zero
  unverified   BOOLEAN NOT NULL,                   -- left open for want of evidence
  note         TEXT NOT NULL,
  PRIMARY KEY (sheet_id, criterion_id)
);
-- One row per initiative under review: what the ranking table shows.
CREATE TABLE review_case (
  initiative_id UUID PRIMARY KEY REFERENCES initiative_initiative (id),
  season_id     UUID NOT NULL,
  unit_path     TEXT COLLATE "C" NOT NULL,
  under_review  BOOLEAN NOT NULL,
  code          TEXT COLLATE "C" NOT NULL,
  title         TEXT NOT NULL,
  title_sort    BYTEA NOT NULL,
  participant   TEXT NOT NULL,
  unit_name     TEXT NOT NULL,
  unit_sort     BYTEA NOT NULL,
  sheets        BIGINT NOT NULL,                   -- handed in
  points        BIGINT NOT NULL,                   -- sum of their totals
  mean          BIGINT NOT NULL,                   -- hundredths of a point
  unverified    BIGINT NOT NULL DEFAULT 0,         -- criteria left open in all sheets
  open_points   BIGINT NOT NULL DEFAULT 0,         -- what those are worth
  result        TEXT NOT NULL,                     -- '', 'for', 'against'
  votes_for     BIGINT NOT NULL,
  votes_total   BIGINT NOT NULL,
  met_on        DATE,
  note          TEXT NOT NULL,
  recorded_by   TEXT NOT NULL,
  version       BIGINT NOT NULL
);
CREATE INDEX review_case_ranking ON review_case (season_id, mean, initiative_id);
CREATE INDEX review_case_waiting ON review_case (season_id, unit_path) WHERE under_review;
CREATE INDEX review_case_title ON review_case (season_id, title_sort, initiative_id);
CREATE INDEX review_case_unit ON review_case (season_id, unit_sort, initiative_id);
