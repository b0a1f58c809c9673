-- +goose Up
-- The mean without harshness and leniency is kept beside the mean, so that a ranking
-- in its order reads one page. It moves with every sheet of a season; who asks for
-- that order after such a change has the season's worked out anew, once.
ALTER TABLE review_case ADD COLUMN corrected BIGINT NOT NULL DEFAULT 0;          -- hundredths of a point
CREATE TABLE review_uncorrected (
  season_id UUID PRIMARY KEY                       -- whose corrected means are behind its sheets
);
INSERT INTO review_uncorrected (season_id) SELECT DISTINCT season_id FROM review_sheet WHERE handed_in_at IS NOT NULL;
CREATE INDEX review_case_corrected ON review_case (season_id, corrected DESC, initiative_id, sheets, result, under_review, unit_path);
CREATE INDEX review_case_hidden ON review_case (season_id, initiative_id, sheets, result, under_review, unit_path);
-- How far each appraiser lies from the means of the cases that others scored too.
CREATE TABLE review_lean (
  season_id    UUID NOT NULL,
  appraiser_id UUID NOT NULL,
  off          BIGINT NOT NULL,                    -- sum over the sheets, hundredths of a point
  sheets       BIGINT NOT NULL,
  PRIMARY KEY (season_id, appraiser_id)
);
INSERT INTO review_lean (season_id, appraiser_id, off, sheets)
  SELECT season_id, appraiser_id, CAST(SUM(off) AS BIGINT), COUNT(off) FROM review_sheet
  WHERE handed_in_at IS NOT NULL AND off IS NOT NULL GROUP BY season_id, appraiser_id;
DROP INDEX review_sheet_lean;
