-- +goose Up
-- A result that was counted from a ballot is changed by a further ballot only, never by
-- typing another one.
ALTER TABLE review_case ADD COLUMN counted BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE review_case SET counted = TRUE WHERE result <> '' AND EXISTS (
  SELECT 1 FROM council_round_case c JOIN council_round r ON r.id = c.round_id WHERE c.initiative_id = review_case.initiative_id AND r.state = 'closed');
