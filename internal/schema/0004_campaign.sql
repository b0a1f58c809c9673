CREATE TABLE campaign_movement (
  id           UUID PRIMARY KEY,
  code         TEXT COLLATE "C" NOT NULL UNIQUE,
  name         TEXT NOT NULL,
  about        TEXT NOT NULL,
  launched_on  DATE,
  source       TEXT NOT NULL,
  version      BIGINT NOT NULL
);
CREATE TABLE campaign_field (
  id             UUID PRIMARY KEY,
  code           TEXT COLLATE "C" NOT NULL UNIQUE,
  name           TEXT NOT NULL,
  position       BIGINT NOT NULL,
  effective_from DATE,
  effective_to   DATE,
  source         TEXT NOT NULL,
  verified_by    TEXT NOT NULL DEFAULT ''          -- empty: not verified
);
CREATE TABLE campaign_framework (
  id             UUID PRIMARY KEY,
  code           TEXT COLLATE "C" NOT NULL UNIQUE,
  name           TEXT NOT NULL,
  effective_from DATE NOT NULL,
  effective_to   DATE,
  source         TEXT NOT NULL,
  verified_by    TEXT NOT NULL DEFAULT ''
);
CREATE TABLE campaign_theme (
  id           UUID PRIMARY KEY,
  framework_id UUID NOT NULL REFERENCES campaign_framework (id),
  position     BIGINT NOT NULL,
  name         TEXT NOT NULL,
  UNIQUE (framework_id, position)
);
CREATE TABLE campaign_criteria_set (
  id             UUID PRIMARY KEY,
  code           TEXT COLLATE "C" NOT NULL,
  edition        BIGINT NOT NULL,
  name           TEXT NOT NULL,
  maximum        BIGINT NOT NULL,                  -- points in all
  threshold      BIGINT NOT NULL,                  -- points from which an initiative may be proposed
  effective_from DATE NOT NULL,
  effective_to   DATE,
  source         TEXT NOT NULL,
  verified_by    TEXT NOT NULL DEFAULT '',
  created_at     TIMESTAMPTZ NOT NULL,
  UNIQUE (code, edition)
);
CREATE TABLE campaign_criterion (
  id         UUID PRIMARY KEY,
  set_id     UUID NOT NULL REFERENCES campaign_criteria_set (id),
  group_name TEXT NOT NULL,
  position   BIGINT NOT NULL,
  name       TEXT NOT NULL,
  points     BIGINT NOT NULL,
  evidence   TEXT NOT NULL,
  UNIQUE (set_id, position)
);
CREATE TABLE campaign_season (
  id              UUID PRIMARY KEY,
  code            TEXT COLLATE "C" NOT NULL UNIQUE,
  name            TEXT NOT NULL,
  year            BIGINT NOT NULL,
  movement_id     UUID NOT NULL REFERENCES campaign_movement (id),
  unit_id         UUID NOT NULL REFERENCES org_unit (id),
  unit_path       TEXT COLLATE "C" NOT NULL,
  criteria_set_id UUID NOT NULL REFERENCES campaign_criteria_set (id),
  state           TEXT NOT NULL CHECK (state IN ('planned', 'open', 'closed')),
  launched_on     DATE,
  launch_document TEXT NOT NULL DEFAULT '',
  register_by     DATE NOT NULL,
  report_by       DATE NOT NULL,
  score_by        DATE NOT NULL,
  decide_by       DATE NOT NULL,
  version         BIGINT NOT NULL,
  created_at      TIMESTAMPTZ NOT NULL
);
CREATE INDEX campaign_season_unit ON campaign_season (unit_path, year);
