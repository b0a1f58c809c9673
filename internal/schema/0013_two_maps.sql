-- +goose Up
-- A unit that gets another parent keeps its closed records under its old path
-- and begins new ones under its new path: the tally tells them apart.
CREATE TABLE initiative_tally_by_path (
  season_id        UUID NOT NULL,
  unit_id          UUID NOT NULL,
  unit_path        TEXT COLLATE "C" NOT NULL,
  field_id         UUID NOT NULL,
  participant_kind TEXT NOT NULL,
  state            TEXT NOT NULL,
  count            BIGINT NOT NULL,
  PRIMARY KEY (season_id, unit_path, unit_id, field_id, participant_kind, state)
);
INSERT INTO initiative_tally_by_path (season_id, unit_id, unit_path, field_id, participant_kind, state, count)
SELECT season_id, unit_id, unit_path, field_id, participant_kind, state, count FROM initiative_tally;
DROP TABLE initiative_tally;
ALTER TABLE initiative_tally_by_path RENAME TO initiative_tally;

-- What was handed over of a split unit belongs to the part that it was handed
-- over with: a line of an initiative lies where the initiative lies.
DROP VIEW report_awarded;
CREATE VIEW report_awarded AS
SELECT l.id, l.decision_id, d.season_id, COALESCE(i.unit_id, l.unit_id) AS unit_id, COALESCE(i.unit_path, l.unit_path) AS unit_path,
  l.field_id, l.participant_id, l.participant_kind, l.initiative_id, d.decided_on,
  CASE d.kind WHEN 'correction' THEN o.kind ELSE d.kind END AS kind
FROM recognition_line l
JOIN recognition_decision d ON d.id = l.decision_id
LEFT JOIN recognition_decision o ON o.id = d.amends_id
LEFT JOIN initiative_initiative i ON i.id = l.initiative_id
WHERE d.state = 'issued' AND d.kind <> 'revocation'
  AND NOT EXISTS (
    SELECT 1 FROM recognition_line m JOIN recognition_decision e ON e.id = m.decision_id
    WHERE m.amends_line_id = l.id AND e.state = 'issued');
