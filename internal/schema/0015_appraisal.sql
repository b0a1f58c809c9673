-- +goose Up
-- Conflicts of interest: what people settled. What the program only suspects is
-- computed each time and never stored.
CREATE TABLE conflict_interest (
  id            UUID PRIMARY KEY,
  initiative_id UUID NOT NULL REFERENCES initiative_initiative (id),
  season_id     UUID NOT NULL REFERENCES campaign_season (id),
  account_id    UUID NOT NULL,
  account       TEXT NOT NULL,                     -- name
  state         TEXT NOT NULL CHECK (state IN ('confirmed', 'dismissed')),
  declared      BOOLEAN NOT NULL,                  -- by the person, not computed
  reasons       TEXT NOT NULL,                     -- as they read when it was settled, one a line
  note          TEXT NOT NULL,
  settled_by_id UUID,
  settled_by    TEXT NOT NULL,
  settled_at    TIMESTAMPTZ NOT NULL,
  version       BIGINT NOT NULL,
  UNIQUE (initiative_id, account_id)
);
CREATE INDEX conflict_interest_season ON conflict_interest (season_id, account_id);

-- Visits: who goes where, when, to see which initiatives, with which questions.
CREATE TABLE inspection_question (
  position    BIGINT PRIMARY KEY,
  question    TEXT NOT NULL,
  source      TEXT NOT NULL,
  verified_by TEXT NOT NULL DEFAULT ''             -- empty: not verified
);
INSERT INTO inspection_question (position, question, source) VALUES
  (1, 'Người dân nơi ở biết mô hình và nói được mô hình làm gì?', 'Danh mục mẫu của Khéo'),
  (2, 'Việc đã làm khớp với nội dung đăng ký?', 'Danh mục mẫu của Khéo'),
  (3, 'Người dân được bàn và quyết định trước khi làm (có biên bản)?', 'Danh mục mẫu của Khéo'),
  (4, 'Tiền và công sức đóng góp được công khai tại chỗ?', 'Danh mục mẫu của Khéo'),
  (5, 'Số liệu trong báo cáo khớp với sổ sách, hiện vật?', 'Danh mục mẫu của Khéo'),
  (6, 'Có người được giao giữ gìn, duy trì mô hình?', 'Danh mục mẫu của Khéo'),
  (7, 'Có ý kiến không đồng tình của người dân chưa được giải đáp?', 'Danh mục mẫu của Khéo');
CREATE TABLE inspection_visit (
  id         UUID PRIMARY KEY,
  season_id  UUID NOT NULL REFERENCES campaign_season (id),
  planned_on DATE NOT NULL,
  place      TEXT NOT NULL,                        -- where the team meets
  purpose    TEXT NOT NULL,
  team       TEXT NOT NULL,                        -- one person a line, the head first
  state      TEXT NOT NULL CHECK (state IN ('planned', 'done', 'cancelled')),
  done_on    DATE,
  note       TEXT NOT NULL DEFAULT '',             -- why it was cancelled
  version    BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX inspection_visit_season ON inspection_visit (season_id, planned_on, id);
CREATE TABLE inspection_case (
  visit_id      UUID NOT NULL REFERENCES inspection_visit (id),
  initiative_id UUID NOT NULL REFERENCES initiative_initiative (id),
  position      BIGINT NOT NULL,
  unit_path     TEXT COLLATE "C" NOT NULL,
  findings      TEXT NOT NULL DEFAULT '',
  written_by    TEXT NOT NULL DEFAULT '',
  version       BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (visit_id, initiative_id)
);
CREATE INDEX inspection_case_of ON inspection_case (initiative_id);
CREATE INDEX inspection_case_path ON inspection_case (unit_path);
-- The questions of a visit are its own: changing the list later changes no visit.
CREATE TABLE inspection_check (
  visit_id UUID NOT NULL REFERENCES inspection_visit (id),
  position BIGINT NOT NULL,
  question TEXT NOT NULL,
  PRIMARY KEY (visit_id, position)
);
CREATE TABLE inspection_answer (
  visit_id      UUID NOT NULL REFERENCES inspection_visit (id),
  initiative_id UUID NOT NULL,
  position      BIGINT NOT NULL,
  answer        TEXT NOT NULL CHECK (answer IN ('', 'yes', 'no', 'unseen')),
  note          TEXT NOT NULL,
  PRIMARY KEY (visit_id, initiative_id, position)
);
CREATE TABLE inspection_photo (
  id            UUID PRIMARY KEY,
  visit_id      UUID NOT NULL REFERENCES inspection_visit (id),
  initiative_id UUID NOT NULL,
  caption       TEXT NOT NULL,
  file_id       UUID NOT NULL REFERENCES files_file (id),
  author        TEXT NOT NULL,
  at            TIMESTAMPTZ NOT NULL
);
CREATE INDEX inspection_photo_of ON inspection_photo (visit_id, initiative_id, at);
CREATE INDEX inspection_photo_file ON inspection_photo (file_id);

-- Who is to score what, and who may not or would rather not.
CREATE TABLE review_duty (
  initiative_id UUID NOT NULL REFERENCES initiative_initiative (id),
  account_id    UUID NOT NULL,
  season_id     UUID NOT NULL REFERENCES campaign_season (id),
  account       TEXT NOT NULL,                     -- name
  assigned      BOOLEAN NOT NULL,
  batch_id      UUID,                              -- with which it was assigned
  assigned_by   TEXT NOT NULL DEFAULT '',
  assigned_at   TIMESTAMPTZ,
  abstained_at  TIMESTAMPTZ,                       -- would rather not
  reason        TEXT NOT NULL DEFAULT '',          -- of abstaining
  barred        BOOLEAN NOT NULL DEFAULT FALSE,    -- a conflict of interest is confirmed
  PRIMARY KEY (initiative_id, account_id)
);
CREATE INDEX review_duty_season ON review_duty (season_id);
CREATE INDEX review_duty_batch ON review_duty (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX review_duty_account ON review_duty (account_id, initiative_id);
CREATE TABLE review_setting (
  season_id     UUID PRIMARY KEY REFERENCES campaign_season (id),
  only_assigned BOOLEAN NOT NULL
);
-- Who assigned what: the duties themselves are review's.
CREATE TABLE assignment_batch (
  id        UUID PRIMARY KEY,
  season_id UUID NOT NULL REFERENCES campaign_season (id),
  way       TEXT NOT NULL CHECK (way IN ('hand', 'rule', 'even')),
  cases     BIGINT NOT NULL,
  pairs     BIGINT NOT NULL,                       -- one appraiser to score one case
  people    TEXT NOT NULL,                         -- names, one a line
  made_by   TEXT NOT NULL,
  made_at   TIMESTAMPTZ NOT NULL,
  undone_by TEXT NOT NULL DEFAULT '',
  undone_at TIMESTAMPTZ
);
CREATE INDEX assignment_batch_season ON assignment_batch (season_id, made_at, id);
-- What comes later of a field and of a unit goes to these people.
CREATE TABLE assignment_rule (
  id         UUID PRIMARY KEY,
  season_id  UUID NOT NULL REFERENCES campaign_season (id),
  field_id   UUID REFERENCES campaign_field (id),  -- NULL: every field
  unit_path  TEXT COLLATE "C" NOT NULL,            -- empty: every unit
  unit_name  TEXT NOT NULL,
  made_by    TEXT NOT NULL,
  made_at    TIMESTAMPTZ NOT NULL
);
CREATE INDEX assignment_rule_season ON assignment_rule (season_id, made_at, id);
CREATE TABLE assignment_rule_person (
  rule_id    UUID NOT NULL REFERENCES assignment_rule (id),
  account_id UUID NOT NULL,
  account    TEXT NOT NULL,                        -- name
  PRIMARY KEY (rule_id, account_id)
);
ALTER TABLE review_sheet ADD COLUMN self BOOLEAN NOT NULL DEFAULT FALSE;         -- the registrant's own; appraiser_id is then the initiative
ALTER TABLE review_sheet ADD COLUMN entered_by TEXT NOT NULL DEFAULT '';         -- who typed it in from paper
ALTER TABLE review_sheet ADD COLUMN entered_by_id UUID;                          -- account
ALTER TABLE review_sheet ADD COLUMN off BIGINT;                                  -- hundredths of a point above the mean of its case; NULL: alone or not counted
CREATE INDEX review_sheet_lean ON review_sheet (season_id, appraiser_id, off) WHERE handed_in_at IS NOT NULL;
UPDATE review_sheet SET off = total * 100 - (SELECT c.mean FROM review_case c WHERE c.initiative_id = review_sheet.initiative_id)
WHERE handed_in_at IS NOT NULL AND (SELECT c.sheets FROM review_case c WHERE c.initiative_id = review_sheet.initiative_id) > 1;
-- The ranking reads one page and counts the rest: both from indexes.
DROP INDEX review_case_ranking;
DROP INDEX review_case_waiting;
CREATE INDEX review_case_ranking ON review_case (season_id, mean DESC, initiative_id, sheets, result, under_review, unit_path);
CREATE INDEX review_case_waiting ON review_case (season_id, unit_path, result) WHERE under_review;
CREATE INDEX review_case_listed ON review_case (season_id, unit_path, under_review, result) WHERE (under_review OR result <> '');
CREATE INDEX review_sheet_scored ON review_sheet (initiative_id, appraiser_id, handed_in_at, self);
CREATE INDEX review_sheet_own ON review_sheet (appraiser_id, initiative_id, handed_in_at);
