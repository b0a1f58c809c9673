-- +goose Up
-- What other bodies and the public say before a draft decision is signed. A reply
-- keeps agreement, number and day of a letter: no column takes what somebody is
-- accused of.
-- Bodies and settings are editions: an edit adds a row and marks the old one.
CREATE TABLE concurrence_body (
  id            UUID PRIMARY KEY,
  name          TEXT NOT NULL,
  asks          TEXT NOT NULL,                     -- what the body is asked about
  position      BIGINT NOT NULL,
  source        TEXT NOT NULL,
  verified_by   TEXT NOT NULL DEFAULT '',          -- empty: not verified
  superseded_by UUID,
  ended_at      TIMESTAMPTZ,                       -- not offered any more
  created_by    TEXT NOT NULL DEFAULT '',
  created_at    TIMESTAMPTZ NOT NULL
);
CREATE TABLE concurrence_setting (
  id            UUID PRIMARY KEY,
  name          TEXT COLLATE "C" NOT NULL,
  amount        BIGINT NOT NULL,
  source        TEXT NOT NULL,
  verified_by   TEXT NOT NULL DEFAULT '',
  superseded_by UUID,
  created_by    TEXT NOT NULL DEFAULT '',
  created_at    TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX concurrence_setting_current ON concurrence_setting (name) WHERE superseded_by IS NULL;
CREATE TABLE concurrence_request (
  id            UUID PRIMARY KEY,
  decision_id   UUID NOT NULL REFERENCES recognition_decision (id),
  unit_path     TEXT COLLATE "C" NOT NULL,         -- of the body that decides
  body_id       UUID NOT NULL REFERENCES concurrence_body (id),
  body          TEXT NOT NULL,                     -- as it was called when it was asked
  asks          TEXT NOT NULL,
  number        TEXT COLLATE "C" NOT NULL,         -- of the letter; empty: not yet entered
  asked_on      DATE NOT NULL,
  due_on        DATE NOT NULL,
  whole         BOOLEAN NOT NULL,                  -- about the whole list as it stood
  state         TEXT NOT NULL CHECK (state IN ('open', 'answered', 'withdrawn')),
  why           TEXT NOT NULL DEFAULT '',          -- it was withdrawn
  version       BIGINT NOT NULL,
  created_by    TEXT NOT NULL,
  created_at    TIMESTAMPTZ NOT NULL
);
CREATE INDEX concurrence_request_decision ON concurrence_request (decision_id);
CREATE INDEX concurrence_request_due ON concurrence_request (state, due_on, id);
-- The lines asked about. A line that is taken out of a draft and put in again gets
-- another id; key is the participant with the initiative and stays.
CREATE TABLE concurrence_request_line (
  request_id UUID NOT NULL REFERENCES concurrence_request (id),
  position   BIGINT NOT NULL,
  line_id    UUID NOT NULL,
  key        TEXT COLLATE "C" NOT NULL,
  name       TEXT NOT NULL,
  unit_name  TEXT NOT NULL,
  title      TEXT NOT NULL,
  PRIMARY KEY (request_id, position)
);
CREATE TABLE concurrence_reply (
  id          UUID PRIMARY KEY,
  request_id  UUID NOT NULL REFERENCES concurrence_request (id),
  position    BIGINT NOT NULL,                     -- the last one about a line counts
  stance      TEXT NOT NULL CHECK (stance IN ('agree', 'disagree', 'other')),
  text        TEXT NOT NULL,
  number      TEXT COLLATE "C" NOT NULL,
  replied_on  DATE NOT NULL,
  file_id     UUID,
  recorded_by TEXT NOT NULL,
  recorded_at TIMESTAMPTZ NOT NULL,
  UNIQUE (request_id, position)
);
CREATE TABLE concurrence_reply_line (
  reply_id UUID NOT NULL REFERENCES concurrence_reply (id),
  key      TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (reply_id, key)
);
CREATE TABLE concurrence_settlement (
  id         UUID PRIMARY KEY,
  request_id UUID NOT NULL REFERENCES concurrence_request (id),
  reply_id   UUID NOT NULL REFERENCES concurrence_reply (id),  -- a later one has to be settled anew
  key        TEXT COLLATE "C" NOT NULL,
  note       TEXT NOT NULL,
  settled_by TEXT NOT NULL,
  account_id UUID NOT NULL,
  settled_at TIMESTAMPTZ NOT NULL,
  UNIQUE (reply_id, key)
);
CREATE INDEX concurrence_settlement_request ON concurrence_settlement (request_id);
CREATE TABLE concurrence_notice (
  id             UUID PRIMARY KEY,
  code           TEXT COLLATE "C" NOT NULL UNIQUE,
  decision_id    UUID NOT NULL REFERENCES recognition_decision (id),
  unit_path      TEXT COLLATE "C" NOT NULL,
  body           TEXT NOT NULL,                    -- the body that decides, in words
  title          TEXT NOT NULL,
  begins_on      DATE NOT NULL,
  ends_on        DATE NOT NULL,
  place          TEXT NOT NULL,                    -- where the list hangs and is read out
  state          TEXT NOT NULL CHECK (state IN ('draft', 'published', 'closed', 'withdrawn')),
  why            TEXT NOT NULL DEFAULT '',
  snapshot       TEXT NOT NULL DEFAULT '[]',       -- JSON: the list as published, nothing beyond it
  contacts_until DATE,                             -- last day on which contacts are kept
  version        BIGINT NOT NULL,
  created_by     TEXT NOT NULL,
  created_at     TIMESTAMPTZ NOT NULL,
  published_at   TIMESTAMPTZ,
  closed_at      TIMESTAMPTZ
);
CREATE INDEX concurrence_notice_decision ON concurrence_notice (decision_id);
CREATE INDEX concurrence_notice_open ON concurrence_notice (state, ends_on, id);
CREATE TABLE concurrence_comment (
  id          UUID PRIMARY KEY,
  notice_id   UUID NOT NULL REFERENCES concurrence_notice (id),
  receipt     TEXT COLLATE "C" NOT NULL UNIQUE,    -- SHA-256 of the code that the sender keeps
  text        TEXT NOT NULL,                       -- empty once handed off
  state       TEXT NOT NULL CHECK (state IN ('received', 'considered', 'handed_off')),
  answer      TEXT NOT NULL DEFAULT '',
  handed_to   TEXT NOT NULL DEFAULT '',            -- the body in charge, never the one spoken of
  answered_by TEXT NOT NULL DEFAULT '',
  answered_at TIMESTAMPTZ,
  received_at TIMESTAMPTZ NOT NULL,
  version     BIGINT NOT NULL
);
CREATE INDEX concurrence_comment_notice ON concurrence_comment (notice_id, received_at, id);
CREATE TABLE concurrence_contact (
  comment_id UUID PRIMARY KEY REFERENCES concurrence_comment (id),
  contact    TEXT NOT NULL                         -- deleted after contacts_until
);
INSERT INTO concurrence_body (id, name, asks, position, source, created_at) VALUES
('0190a000-0000-7000-8000-000000002601', 'Cơ quan thuế', 'việc thực hiện nghĩa vụ thuế', 1, 'Thông lệ khi xét khen thưởng; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000002602', 'Cơ quan công an', 'việc chấp hành pháp luật về an ninh, trật tự', 2, 'Thông lệ khi xét khen thưởng; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000002603', 'Cơ quan quản lý môi trường', 'việc chấp hành pháp luật về bảo vệ môi trường', 3, 'Thông lệ khi xét khen thưởng; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000002604', 'Cơ quan bảo hiểm xã hội', 'việc đóng bảo hiểm cho người lao động', 4, 'Thông lệ khi xét khen thưởng; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00');
INSERT INTO concurrence_setting (id, name, amount, source, created_at) VALUES
('0190a000-0000-7000-8000-000000002611', 'reply_days', 10, 'Thông lệ; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000002612', 'notice_days', 30, 'Theo phần mềm đã dùng ở địa phương; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000002613', 'contact_days', 30, 'Mức đề xuất; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000002614', 'comments_per_day', 200, 'Mức đề xuất; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00');
