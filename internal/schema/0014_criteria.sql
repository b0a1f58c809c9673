-- +goose Up
-- Criteria sets through editions. An edition is drafted, proposed by one person
-- and published by another; once published it never changes. What was there
-- before is published and keeps the rules that were built in.
ALTER TABLE campaign_criteria_set ADD COLUMN state TEXT NOT NULL DEFAULT 'published' CHECK (state IN ('draft', 'proposed', 'published'));
ALTER TABLE campaign_criteria_set ADD COLUMN low BIGINT NOT NULL DEFAULT 50;     -- percent under which a comment is asked for; 0: never
ALTER TABLE campaign_criteria_set ADD COLUMN high BIGINT NOT NULL DEFAULT 100;   -- percent from which a comment is asked for; 0: never
ALTER TABLE campaign_criteria_set ADD COLUMN based_on UUID REFERENCES campaign_criteria_set (id);  -- the edition that it was copied from
ALTER TABLE campaign_criteria_set ADD COLUMN note TEXT NOT NULL DEFAULT '';      -- why it was sent back
ALTER TABLE campaign_criteria_set ADD COLUMN drafted_by TEXT NOT NULL DEFAULT '';
ALTER TABLE campaign_criteria_set ADD COLUMN proposed_id UUID;                   -- account
ALTER TABLE campaign_criteria_set ADD COLUMN proposed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE campaign_criteria_set ADD COLUMN proposed_at TIMESTAMPTZ;
ALTER TABLE campaign_criteria_set ADD COLUMN published_by TEXT NOT NULL DEFAULT '';
ALTER TABLE campaign_criteria_set ADD COLUMN published_at TIMESTAMPTZ;
ALTER TABLE campaign_criteria_set ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

ALTER TABLE campaign_criterion ADD COLUMN veto_at BIGINT;                        -- so many points or fewer fail it (điểm liệt); NULL: no veto
ALTER TABLE campaign_criterion ADD COLUMN origin_id UUID;                        -- the criterion of based_on that it was copied from

-- What so many points mean.
CREATE TABLE campaign_level (
  criterion_id UUID NOT NULL REFERENCES campaign_criterion (id),
  from_points  BIGINT NOT NULL,
  to_points    BIGINT NOT NULL,
  meaning      TEXT NOT NULL,
  PRIMARY KEY (criterion_id, from_points)
);
-- Why an edition differs from the one that it was copied from.
CREATE TABLE campaign_change_reason (
  set_id UUID NOT NULL REFERENCES campaign_criteria_set (id),
  subject TEXT COLLATE "C" NOT NULL,               -- 'set', or the id of a criterion
  reason TEXT NOT NULL,
  PRIMARY KEY (set_id, subject)
);
-- Sets that a season uses beside its own, for a field, a kind of initiative or both.
CREATE TABLE campaign_season_set (
  season_id UUID NOT NULL REFERENCES campaign_season (id),
  position  BIGINT NOT NULL,
  field_id  UUID REFERENCES campaign_field (id),   -- NULL: every field
  kind      TEXT NOT NULL DEFAULT '',              -- empty: every kind
  set_id    UUID NOT NULL REFERENCES campaign_criteria_set (id),
  PRIMARY KEY (season_id, position)
);
CREATE INDEX campaign_season_set_of ON campaign_season_set (set_id);

-- The edition under which an initiative was received, kept whatever its season does.
ALTER TABLE initiative_initiative ADD COLUMN criteria_set_id UUID REFERENCES campaign_criteria_set (id);
ALTER TABLE review_case ADD COLUMN criteria_set_id UUID REFERENCES campaign_criteria_set (id);
ALTER TABLE review_case ADD COLUMN vetoes BIGINT NOT NULL DEFAULT 0;             -- sheets handed in that fail a criterion with a veto
ALTER TABLE review_sheet ADD COLUMN vetoes BIGINT NOT NULL DEFAULT 0;            -- criteria with a veto that it fails
UPDATE initiative_initiative SET criteria_set_id = (SELECT s.criteria_set_id FROM campaign_season s WHERE s.id = initiative_initiative.season_id)
WHERE state NOT IN ('draft', 'submitted', 'returned');
UPDATE review_case SET criteria_set_id = (SELECT i.criteria_set_id FROM initiative_initiative i WHERE i.id = review_case.initiative_id);
