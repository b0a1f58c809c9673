-- +goose Up
-- How numbers are written and when they begin again, by line and kind of paper.
-- A change is a new row; the old one ends the day before.
CREATE TABLE numberbook_form (
  id          UUID PRIMARY KEY,
  line        TEXT NOT NULL CHECK (line IN ('party', 'state', 'front', 'other')),
  doc_type    TEXT NOT NULL,                       -- '': every kind that has no row of its own
  pattern     TEXT NOT NULL,                       -- {n}, {nn} (two digits), {type}, {unit}
  period      TEXT NOT NULL CHECK (period IN ('year', 'term')),
  valid_from  DATE NOT NULL,
  valid_to    DATE NOT NULL,
  source      TEXT NOT NULL,
  verified_by TEXT NOT NULL DEFAULT '',            -- empty: not verified
  created_by  TEXT NOT NULL DEFAULT '',
  UNIQUE (line, doc_type, valid_from)
);
CREATE TABLE numberbook_kind (
  code        TEXT PRIMARY KEY,                    -- as it stands in a number: "QĐ"
  name        TEXT NOT NULL,
  position    BIGINT NOT NULL,
  source      TEXT NOT NULL,
  verified_by TEXT NOT NULL DEFAULT ''
);
INSERT INTO numberbook_form (id, line, doc_type, pattern, period, valid_from, valid_to, source) VALUES
  ('0190a000-0000-7000-8000-000000002101', 'party', '', '{nn}-{type}/{unit}', 'term', '0001-01-01', '9999-12-31', 'Hướng dẫn 05-HD/VPTW ngày 27/5/2026 và trước đó Hướng dẫn 36-HD/VPTW ngày 3/4/2018'),
  ('0190a000-0000-7000-8000-000000002102', 'state', '', '{nn}/{type}-{unit}', 'year', '0001-01-01', '9999-12-31', 'Nghị định 30/2020/NĐ-CP'),
  ('0190a000-0000-7000-8000-000000002103', 'state', 'CV', '{nn}/{unit}', 'year', '0001-01-01', '9999-12-31', 'Nghị định 30/2020/NĐ-CP'),
  ('0190a000-0000-7000-8000-000000002104', 'front', '', '{nn}/{type}-{unit}', 'year', '0001-01-01', '9999-12-31', 'Cách ghi thường gặp'),
  ('0190a000-0000-7000-8000-000000002105', 'other', '', '{nn}/{type}-{unit}', 'year', '0001-01-01', '9999-12-31', 'Cách ghi thường gặp');
INSERT INTO numberbook_kind (code, name, position, source) VALUES
  ('QĐ', 'Quyết định', 1, 'Hướng dẫn 05-HD/VPTW; Nghị định 30/2020/NĐ-CP'), ('TTr', 'Tờ trình', 2, 'Hướng dẫn 05-HD/VPTW; Nghị định 30/2020/NĐ-CP'),
  ('BB', 'Biên bản', 3, 'Hướng dẫn 05-HD/VPTW; Nghị định 30/2020/NĐ-CP'), ('GM', 'Giấy mời', 4, 'Nghị định 30/2020/NĐ-CP'),
  ('BC', 'Báo cáo', 5, 'Hướng dẫn 05-HD/VPTW; Nghị định 30/2020/NĐ-CP'), ('KH', 'Kế hoạch', 6, 'Hướng dẫn 05-HD/VPTW; Nghị định 30/2020/NĐ-CP'),
  ('CV', 'Công văn', 7, 'Hướng dẫn 05-HD/VPTW; Nghị định 30/2020/NĐ-CP'), ('TB', 'Thông báo', 8, 'Hướng dẫn 05-HD/VPTW; Nghị định 30/2020/NĐ-CP'),
  ('HD', 'Hướng dẫn', 9, 'Hướng dẫn 05-HD/VPTW; Nghị định 30/2020/NĐ-CP'), ('NQ', 'Nghị quyết', 10, 'Hướng dẫn 05-HD/VPTW; Nghị định 30/2020/NĐ-CP'),
  ('KL', 'Kết luận', 11, 'Hướng dẫn 05-HD/VPTW'), ('QC', 'Quy chế', 12, 'Hướng dẫn 05-HD/VPTW; Nghị định 30/2020/NĐ-CP'),
  ('CTr', 'Chương trình', 13, 'Hướng dẫn 05-HD/VPTW; Nghị định 30/2020/NĐ-CP'), ('ĐA', 'Đề án', 14, 'Hướng dẫn 05-HD/VPTW; Nghị định 30/2020/NĐ-CP');

-- The terms of a committee, for books that run through a term. Both days are in it.
CREATE TABLE numberbook_term (
  id         UUID PRIMARY KEY,
  unit_id    UUID NOT NULL REFERENCES org_unit (id),
  name       TEXT NOT NULL,                        -- "Nhiệm kỳ 2025–2030"
  valid_from DATE NOT NULL,
  valid_to   DATE NOT NULL,
  version    BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX numberbook_term_unit ON numberbook_term (unit_id, valid_from);
-- The abbreviation of a body in numbers: "ĐU", "UBND".
CREATE TABLE numberbook_symbol (
  id           UUID PRIMARY KEY,
  unit_id      UUID NOT NULL REFERENCES org_unit (id),
  line         TEXT NOT NULL CHECK (line IN ('party', 'state', 'front', 'other')),
  abbreviation TEXT NOT NULL,
  valid_from   DATE NOT NULL,
  valid_to     DATE NOT NULL,
  created_by   TEXT NOT NULL,
  created_at   TIMESTAMPTZ NOT NULL,
  UNIQUE (unit_id, line, valid_from)
);

CREATE TABLE numberbook_book (
  id           UUID PRIMARY KEY,
  unit_id      UUID NOT NULL REFERENCES org_unit (id),
  unit_path    TEXT COLLATE "C" NOT NULL,          -- when the book was opened, for ever
  unit_name    TEXT NOT NULL,
  line         TEXT NOT NULL CHECK (line IN ('party', 'state', 'front', 'other')),
  doc_type     TEXT NOT NULL,
  period       TEXT NOT NULL,                      -- "2026", or the id of the term
  period_label TEXT NOT NULL,
  valid_from   DATE NOT NULL,                      -- days of the period, both in it
  valid_to     DATE NOT NULL,
  pattern      TEXT NOT NULL,                      -- of numbers to come: "{nn}-QĐ/ĐU"
  first        BIGINT NOT NULL CHECK (first > 0),  -- the first number that Khéo gives
  next         BIGINT NOT NULL CHECK (next >= first),
  recorded     BIGINT NOT NULL DEFAULT 0,          -- numbers before first, given on paper
  reserved     BIGINT NOT NULL DEFAULT 0,
  void         BIGINT NOT NULL DEFAULT 0,
  backwards    BOOLEAN NOT NULL DEFAULT FALSE,     -- days may run backwards
  version      BIGINT NOT NULL,
  created_by   TEXT NOT NULL,
  created_at   TIMESTAMPTZ NOT NULL,
  UNIQUE (unit_id, line, doc_type, period)
);
CREATE INDEX numberbook_book_path ON numberbook_book (unit_path, id);
CREATE INDEX numberbook_book_list ON numberbook_book (valid_from, id);
CREATE TABLE numberbook_number (
  book_id    UUID NOT NULL REFERENCES numberbook_book (id),
  number     BIGINT NOT NULL CHECK (number > 0),
  state      TEXT NOT NULL CHECK (state IN ('used', 'reserved', 'void', 'recorded')),
  text       TEXT NOT NULL,                        -- "12-QĐ/ĐU"
  subject    TEXT NOT NULL,
  for_kind   TEXT NOT NULL DEFAULT '',
  for_id     TEXT COLLATE "C" NOT NULL DEFAULT '',
  day        DATE,                                 -- on the paper; none while reserved
  reason     TEXT NOT NULL DEFAULT '',             -- of a reservation or a void
  request_id UUID,                                 -- of the form that reserved it
  account_id UUID,
  account    TEXT NOT NULL,                        -- name
  at         TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (book_id, number)
);
CREATE UNIQUE INDEX numberbook_number_of ON numberbook_number (for_kind, for_id) WHERE for_id <> '';
CREATE UNIQUE INDEX numberbook_number_request ON numberbook_number (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX numberbook_number_state ON numberbook_number (book_id, state, number);
