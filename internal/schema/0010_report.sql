-- What reports count. A line counts while no issued decision has put another in
-- its place or revoked it; a corrected line counts as what it corrects.
CREATE VIEW report_registered AS
SELECT i.id, i.season_id, i.unit_id, i.unit_path, i.field_id, i.participant_id, i.participant_kind, i.state, i.submitted_at
FROM initiative_initiative i
WHERE i.state <> 'draft';
CREATE VIEW report_awarded AS
SELECT l.id, l.decision_id, d.season_id, l.unit_id, l.unit_path, l.field_id, l.participant_id, l.participant_kind, l.initiative_id, d.decided_on,
  CASE d.kind WHEN 'correction' THEN o.kind ELSE d.kind END AS kind
FROM recognition_line l
JOIN recognition_decision d ON d.id = l.decision_id
LEFT JOIN recognition_decision o ON o.id = d.amends_id
WHERE d.state = 'issued' AND d.kind <> 'revocation'
  AND NOT EXISTS (
    SELECT 1 FROM recognition_line m JOIN recognition_decision e ON e.id = m.decision_id
    WHERE m.amends_line_id = l.id AND e.state = 'issued');
