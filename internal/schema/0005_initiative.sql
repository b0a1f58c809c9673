CREATE TABLE initiative_initiative (
  id               UUID PRIMARY KEY,
  code             TEXT COLLATE "C" NOT NULL UNIQUE,
  season_id        UUID NOT NULL REFERENCES campaign_season (id),
  unit_id          UUID NOT NULL REFERENCES org_unit (id),
  unit_path        TEXT COLLATE "C" NOT NULL,
  participant_id   UUID REFERENCES participant_participant (id),  -- a draft may have none yet
  participant_kind TEXT NOT NULL,
  participant_name TEXT NOT NULL,                  -- as registered
  kind             TEXT NOT NULL CHECK (kind IN ('model', 'project', 'solution')),
  field_id         UUID REFERENCES campaign_field (id),
  title            TEXT NOT NULL,                  -- 1 of the ten content items
  title_key        TEXT COLLATE "C" NOT NULL,      -- empty in drafts
  problem          TEXT NOT NULL,                  -- 2
  objective        TEXT NOT NULL,                  -- 3
  method           TEXT NOT NULL,                  -- 4
  area             TEXT NOT NULL,                  -- 5
  forces           TEXT NOT NULL,                  -- 6
  resources        TEXT NOT NULL,                  -- 7
  schedule         TEXT NOT NULL,                  -- 8
  outputs          TEXT NOT NULL,                  -- 9
  sustainability   TEXT NOT NULL,                  -- 10
  starts_on        DATE,
  contact          TEXT NOT NULL,                  -- never public
  note             TEXT NOT NULL,
  result           TEXT NOT NULL,                  -- what the final report says
  state            TEXT NOT NULL,
  return_reason    TEXT NOT NULL,
  due_on           DATE,                           -- when the next act is due, where one is
  version          BIGINT NOT NULL,
  created_by       UUID,
  created_at       TIMESTAMPTZ NOT NULL,
  changed_at       TIMESTAMPTZ NOT NULL,
  submitted_at     TIMESTAMPTZ,
  accepted_at      TIMESTAMPTZ,
  reported_at      TIMESTAMPTZ,
  decided_at       TIMESTAMPTZ
);
CREATE UNIQUE INDEX initiative_once ON initiative_initiative (season_id, participant_id, title_key) WHERE title_key <> '';
CREATE INDEX initiative_season ON initiative_initiative (season_id, id);
CREATE INDEX initiative_season_unit ON initiative_initiative (season_id, unit_path, id);
CREATE INDEX initiative_season_field ON initiative_initiative (season_id, field_id, id);
CREATE INDEX initiative_season_state ON initiative_initiative (season_id, state, id);
CREATE INDEX initiative_unit ON initiative_initiative (unit_path, id);
CREATE INDEX initiative_participant ON initiative_initiative (participant_id, id);
CREATE INDEX initiative_due ON initiative_initiative (state, due_on) WHERE due_on IS NOT NULL;
CREATE INDEX initiative_waiting ON initiative_initiative (state, unit_path, due_on);
CREATE INDEX initiative_unit_state ON initiative_initiative (unit_path, state, id);
CREATE INDEX initiative_season_unit_state ON initiative_initiative (season_id, unit_path, state, id);
CREATE TABLE initiative_theme (
  initiative_id UUID NOT NULL REFERENCES initiative_initiative (id),
  theme_id      UUID NOT NULL REFERENCES campaign_theme (id),
  PRIMARY KEY (initiative_id, theme_id)
);
CREATE TABLE initiative_indicator (
  id            UUID PRIMARY KEY,
  initiative_id UUID NOT NULL REFERENCES initiative_initiative (id),
  position      BIGINT NOT NULL,
  name          TEXT NOT NULL,
  measure       TEXT NOT NULL,                     -- vụ, hộ, %, …
  baseline      BIGINT,
  target        BIGINT,
  result        BIGINT
);
CREATE INDEX initiative_indicator_of ON initiative_indicator (initiative_id, position);
CREATE TABLE initiative_progress (
  id            UUID PRIMARY KEY,
  initiative_id UUID NOT NULL REFERENCES initiative_initiative (id),
  happened_on   DATE NOT NULL,
  step          TEXT NOT NULL,                     -- one of the six steps, or empty
  note          TEXT NOT NULL,
  beneficiaries BIGINT NOT NULL,                   -- people or households, as the note says
  money         BIGINT NOT NULL,                   -- đồng mobilised
  labor_days    BIGINT NOT NULL,
  author_id     UUID,
  author        TEXT NOT NULL,
  at            TIMESTAMPTZ NOT NULL
);
CREATE INDEX initiative_progress_step ON initiative_progress (initiative_id, step);
CREATE INDEX initiative_progress_of ON initiative_progress (initiative_id, happened_on, id);
CREATE TABLE initiative_evidence (
  id            UUID PRIMARY KEY,
  initiative_id UUID NOT NULL REFERENCES initiative_initiative (id),
  progress_id   UUID REFERENCES initiative_progress (id),
  step          TEXT NOT NULL,
  caption       TEXT NOT NULL,
  file_id       UUID NOT NULL REFERENCES files_file (id),
  public        BOOLEAN NOT NULL,
  author_id     UUID,
  at            TIMESTAMPTZ NOT NULL
);
CREATE INDEX initiative_evidence_step ON initiative_evidence (initiative_id, step);
CREATE INDEX initiative_evidence_of ON initiative_evidence (initiative_id, at);
CREATE INDEX initiative_evidence_file ON initiative_evidence (file_id);
CREATE TABLE initiative_event (
  id            UUID PRIMARY KEY,
  initiative_id UUID NOT NULL REFERENCES initiative_initiative (id),
  at            TIMESTAMPTZ NOT NULL,
  account       TEXT NOT NULL,
  from_state    TEXT NOT NULL,
  to_state      TEXT NOT NULL,
  reason        TEXT NOT NULL,
  due_on        DATE
);
CREATE INDEX initiative_event_of ON initiative_event (initiative_id, id);
-- How many initiatives stand in each state, kept in the transaction that moves them.
CREATE TABLE initiative_tally (
  season_id        UUID NOT NULL,
  unit_id          UUID NOT NULL,
  unit_path        TEXT COLLATE "C" NOT NULL,
  field_id         UUID NOT NULL,
  participant_kind TEXT NOT NULL,
  state            TEXT NOT NULL,
  count            BIGINT NOT NULL,
  PRIMARY KEY (season_id, unit_id, field_id, participant_kind, state)
);
