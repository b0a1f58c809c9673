-- +goose Up
-- Between draft and signed somebody else checks the paper; a draft with checked_at has
-- been checked and is not written any more unless it is sent back. The number comes
-- from the book of numbers when the paper is signed, unless it was held back or typed.
ALTER TABLE recognition_decision ADD COLUMN award_id UUID REFERENCES award_award (id);   -- the edition of the catalogue; NULL: typed, or an amendment
ALTER TABLE recognition_decision ADD COLUMN replaces BOOLEAN NOT NULL DEFAULT FALSE;     -- a correction that says the whole paper anew
ALTER TABLE recognition_decision ADD COLUMN held BIGINT;                                 -- the number held back for it; NULL: the next one
ALTER TABLE recognition_decision ADD COLUMN drafted_by TEXT NOT NULL DEFAULT '';         -- who wrote last
ALTER TABLE recognition_decision ADD COLUMN drafted_by_id UUID;
ALTER TABLE recognition_decision ADD COLUMN checked_at TIMESTAMPTZ;
ALTER TABLE recognition_decision ADD COLUMN checked_by TEXT NOT NULL DEFAULT '';
ALTER TABLE recognition_decision ADD COLUMN checked_by_id UUID;
ALTER TABLE recognition_decision ADD COLUMN back_note TEXT NOT NULL DEFAULT '';          -- why it was sent back to be written
ALTER TABLE recognition_decision ADD COLUMN signed_by_id UUID;
ALTER TABLE recognition_decision ADD COLUMN issued_by TEXT NOT NULL DEFAULT '';
ALTER TABLE recognition_decision ADD COLUMN issued_by_id UUID;
UPDATE recognition_decision SET drafted_by_id = created_by;
CREATE INDEX recognition_decision_checked ON recognition_decision (unit_path, checked_at) WHERE state = 'draft' AND checked_at IS NOT NULL;
CREATE INDEX recognition_decision_drafts ON recognition_decision (unit_path, changed_at) WHERE state = 'draft';
