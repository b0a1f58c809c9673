-- What a criterion left open for want of evidence is worth, so that nobody reads
-- it as zero.
ALTER TABLE review_sheet ADD COLUMN open_points BIGINT NOT NULL DEFAULT 0;
ALTER TABLE review_score ADD COLUMN unverified BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE review_score ADD COLUMN position BIGINT NOT NULL DEFAULT 0;
-- What the ranking table shows and sorts by, kept in the transaction that changes it.
ALTER TABLE review_case ADD COLUMN under_review BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE review_case ADD COLUMN unverified BIGINT NOT NULL DEFAULT 0;
ALTER TABLE review_case ADD COLUMN open_points BIGINT NOT NULL DEFAULT 0;
ALTER TABLE review_case ADD COLUMN code TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE review_case ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE review_case ADD COLUMN title_sort BYTEA NOT NULL DEFAULT '';
ALTER TABLE review_case ADD COLUMN participant TEXT NOT NULL DEFAULT '';
ALTER TABLE review_case ADD COLUMN unit_name TEXT NOT NULL DEFAULT '';
ALTER TABLE review_case ADD COLUMN unit_sort BYTEA NOT NULL DEFAULT '';
CREATE INDEX review_case_waiting ON review_case (season_id, unit_path) WHERE under_review;
CREATE INDEX review_case_title ON review_case (season_id, title_sort, initiative_id);
CREATE INDEX review_case_unit ON review_case (season_id, unit_sort, initiative_id);
