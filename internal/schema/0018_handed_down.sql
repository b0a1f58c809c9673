-- +goose Up
-- What a council of a higher unit did not choose and that unit hands down to a
-- lower one, which may honour it. A row is answered once; what was declined or
-- taken back may be handed down again in a row of its own.
CREATE TABLE recognition_handed_down (
  id              UUID PRIMARY KEY,
  batch_id        UUID NOT NULL,                   -- of the form that handed it down, so that sending twice makes one
  season_id       UUID NOT NULL REFERENCES campaign_season (id),
  initiative_id   UUID NOT NULL REFERENCES initiative_initiative (id),
  initiative_code TEXT COLLATE "C" NOT NULL,
  title           TEXT NOT NULL,
  participant     TEXT NOT NULL,
  from_id         UUID NOT NULL REFERENCES org_unit (id),
  from_path       TEXT COLLATE "C" NOT NULL,
  from_name       TEXT NOT NULL,
  to_id           UUID NOT NULL REFERENCES org_unit (id),
  to_path         TEXT COLLATE "C" NOT NULL,
  to_name         TEXT NOT NULL,
  reason          TEXT NOT NULL,
  basis           TEXT NOT NULL,                   -- the paper that hands it down, as the decision cites it
  state           TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'declined', 'withdrawn')),
  answer          TEXT NOT NULL DEFAULT '',        -- why it was declined
  decision_id     UUID REFERENCES recognition_decision (id),
  handed_by       TEXT NOT NULL,
  handed_at       TIMESTAMPTZ NOT NULL,
  answered_by     TEXT NOT NULL DEFAULT '',
  answered_at     TIMESTAMPTZ,
  version         BIGINT NOT NULL
);
CREATE UNIQUE INDEX recognition_handed_down_once ON recognition_handed_down (initiative_id) WHERE state IN ('waiting', 'accepted');
CREATE INDEX recognition_handed_down_waiting ON recognition_handed_down (to_path, id) WHERE state = 'waiting';
CREATE INDEX recognition_handed_down_to ON recognition_handed_down (to_path, id);
CREATE INDEX recognition_handed_down_season ON recognition_handed_down (season_id, id);
CREATE INDEX recognition_handed_down_of ON recognition_handed_down (initiative_id, id);
CREATE INDEX recognition_handed_down_decision ON recognition_handed_down (decision_id) WHERE decision_id IS NOT NULL;
