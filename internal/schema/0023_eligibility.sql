-- +goose Up
-- Conditions over a whole record. An edition of a rule is never written over: an
-- edit makes the next edition, and a case keeps the editions it was received under.
CREATE TABLE eligibility_rule (
  id             UUID PRIMARY KEY,
  code           TEXT COLLATE "C" NOT NULL,
  edition        BIGINT NOT NULL,
  act            TEXT NOT NULL CHECK (act IN ('', 'recognition', 'commendation')),  -- empty: both
  award_id       TEXT COLLATE "C" NOT NULL,        -- of the catalogue of awards; empty: all
  form           TEXT NOT NULL,                    -- "kỷ niệm chương"; empty: all
  line           TEXT NOT NULL,                    -- 'party', 'state', 'front'; empty: all
  levels         TEXT NOT NULL,                    -- JSON list: "cấp phường", as decisions say; empty: all
  stage          TEXT NOT NULL CHECK (stage IN ('registration', 'council', 'signing')),  -- from when it is asked
  kind           TEXT COLLATE "C" NOT NULL,        -- of the condition
  params         TEXT NOT NULL,                    -- JSON
  severity       TEXT NOT NULL CHECK (severity IN ('bars', 'asks')),  -- asks: a person decides
  text           TEXT NOT NULL,                    -- the rule as quoted
  source         TEXT NOT NULL,
  basis          TEXT NOT NULL,                    -- legal text and article
  effective_from DATE NOT NULL,
  effective_to   DATE NOT NULL,
  verified_by    TEXT NOT NULL DEFAULT '',         -- empty: not verified
  superseded_by  UUID REFERENCES eligibility_rule (id),
  version        BIGINT NOT NULL,
  created_by     TEXT NOT NULL DEFAULT '',
  created_at     TIMESTAMPTZ NOT NULL,
  UNIQUE (code, edition)
);
-- Editions that are judged by together, with the legal texts of their day. Many
-- initiatives share one set.
CREATE TABLE eligibility_rule_set (
  digest TEXT COLLATE "C" PRIMARY KEY,
  rules  TEXT NOT NULL,                            -- JSON list of ids
  bases  TEXT NOT NULL                             -- JSON list: id, text
);
CREATE TABLE eligibility_pin (
  initiative_id UUID PRIMARY KEY REFERENCES initiative_initiative (id),
  received_on   DATE NOT NULL,
  at            TIMESTAMPTZ NOT NULL,
  reception     BOOLEAN NOT NULL,                  -- FALSE: pinned when it was first judged, older than this book
  digest        TEXT COLLATE "C" NOT NULL REFERENCES eligibility_rule_set (digest)
);
CREATE TABLE eligibility_verdict (
  id             UUID PRIMARY KEY,
  stage          TEXT NOT NULL,
  act            TEXT NOT NULL,
  award_id       TEXT COLLATE "C" NOT NULL,
  award          TEXT NOT NULL,
  level          TEXT NOT NULL,
  initiative_id  UUID REFERENCES initiative_initiative (id),
  participant_id UUID NOT NULL REFERENCES participant_participant (id),
  name           TEXT NOT NULL,                    -- as proposed
  unit_path      TEXT COLLATE "C" NOT NULL,
  outcome        TEXT NOT NULL CHECK (outcome IN ('pass', 'fail', 'person')),
  digest         TEXT COLLATE "C" NOT NULL,        -- of the rule set
  findings       TEXT NOT NULL,                    -- JSON, with the facts that were used
  at             TIMESTAMPTZ NOT NULL,
  made_by        TEXT NOT NULL
);
CREATE INDEX eligibility_verdict_initiative ON eligibility_verdict (initiative_id, stage, id);
CREATE INDEX eligibility_verdict_participant ON eligibility_verdict (participant_id, id);
-- What a person said where a rule asks for one. facts is a digest: other facts, and
-- the question is open again.
CREATE TABLE eligibility_ruling (
  id             UUID PRIMARY KEY,
  verdict_id     UUID NOT NULL REFERENCES eligibility_verdict (id),
  rule_id        UUID NOT NULL REFERENCES eligibility_rule (id),
  initiative_id  UUID REFERENCES initiative_initiative (id),
  participant_id UUID NOT NULL REFERENCES participant_participant (id),
  act            TEXT NOT NULL,
  award_id       TEXT COLLATE "C" NOT NULL,
  facts          TEXT COLLATE "C" NOT NULL,
  allowed        BOOLEAN NOT NULL,
  reason         TEXT NOT NULL,
  made_by        TEXT NOT NULL,
  at             TIMESTAMPTZ NOT NULL
);
CREATE INDEX eligibility_ruling_participant ON eligibility_ruling (participant_id, id);

-- Kinds of holds. An edit makes a new row; holds keep the row they were recorded under.
CREATE TABLE eligibility_hold_category (
  id            UUID PRIMARY KEY,
  code          TEXT COLLATE "C" NOT NULL,
  position      BIGINT NOT NULL,
  label         TEXT NOT NULL,
  severity      TEXT NOT NULL CHECK (severity IN ('bars', 'asks')),
  source        TEXT NOT NULL,
  verified_by   TEXT NOT NULL DEFAULT '',
  superseded_by UUID REFERENCES eligibility_hold_category (id),
  created_at    TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX eligibility_hold_category_current ON eligibility_hold_category (code) WHERE superseded_by IS NULL;
-- A hold says yes or no, why in one word of the list above, and who attests it:
-- never what somebody is accused of.
CREATE TABLE eligibility_hold (
  id             UUID PRIMARY KEY,
  participant_id UUID NOT NULL REFERENCES participant_participant (id),
  unit_path      TEXT COLLATE "C" NOT NULL,
  category_id    UUID NOT NULL REFERENCES eligibility_hold_category (id),
  body           TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 120),  -- who attests it
  attested_on    DATE NOT NULL,
  until          DATE,                             -- last day; NULL: until it is lifted
  lifted_on      DATE,
  lifted_by      TEXT NOT NULL DEFAULT '',
  lifted_at      TIMESTAMPTZ,
  recorded_by    TEXT NOT NULL,
  recorded_at    TIMESTAMPTZ NOT NULL,
  version        BIGINT NOT NULL
);
CREATE INDEX eligibility_hold_participant ON eligibility_hold (participant_id);
CREATE INDEX eligibility_hold_unit ON eligibility_hold (unit_path, id);
-- How long what is kept of persons stays after it ended.
CREATE TABLE eligibility_retention (
  subject     TEXT COLLATE "C" PRIMARY KEY,
  months      BIGINT NOT NULL CHECK (months BETWEEN 0 AND 240),
  source      TEXT NOT NULL,
  verified_by TEXT NOT NULL DEFAULT '',
  version     BIGINT NOT NULL
);
INSERT INTO eligibility_retention (subject, months, source, version) VALUES
('hold', 12, 'Mức đặt sẵn của chương trình, chưa có văn bản quy định', 1);

INSERT INTO eligibility_hold_category (id, code, position, label, severity, source, created_at) VALUES
('0190a000-0000-7000-8000-000000230101', 'ky-luat', 1, 'Đang xem xét kỷ luật', 'bars', 'Nghị định 152/2025/NĐ-CP, theo bản tóm tắt, chưa đối chiếu điều khoản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000230102', 'thanh-tra', 2, 'Đang thanh tra, kiểm tra, điều tra', 'bars', 'Nghị định 152/2025/NĐ-CP, theo bản tóm tắt, chưa đối chiếu điều khoản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000230103', 'don-thu', 3, 'Đang xác minh đơn thư', 'bars', 'Nghị định 152/2025/NĐ-CP, theo bản tóm tắt, chưa đối chiếu điều khoản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000230104', 'bao-chi', 4, 'Báo chí nêu, đang kiểm tra', 'asks', 'Nghị định 152/2025/NĐ-CP, theo bản tóm tắt, chưa đối chiếu điều khoản', '2026-11-22 00:00:00+00:00');

INSERT INTO eligibility_rule (id, code, edition, act, award_id, form, line, levels, stage, kind, params, severity, text, source, basis, effective_from, effective_to, version, created_at) VALUES
('0190a000-0000-7000-8000-000000230001', 'diem-co-so', 1, 'recognition', '', '', '', '["cấp cơ sở","cấp xã","cấp phường","cấp đặc khu"]', 'council', 'min_score', '{"min":7000}', 'asks',
 'Mô hình được công nhận cấp cơ sở đạt từ 70 điểm trở lên.', 'Mức thường gặp ở các địa phương, chưa có văn bản gốc', '', '0001-01-01', '9999-12-31', 1, '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000230002', 'diem-huyen', 1, 'recognition', '', '', '', '["cấp quận","cấp huyện","cấp thị xã"]', 'council', 'min_score', '{"min":8000}', 'asks',
 'Mô hình được công nhận cấp huyện đạt từ 80 điểm trở lên.', 'Mức thường gặp ở các địa phương, chưa có văn bản gốc', '', '0001-01-01', '2025-06-30', 1, '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000230003', 'diem-tinh', 1, 'recognition', '', '', '', '["cấp tỉnh","cấp thành phố"]', 'council', 'min_score', '{"min":9000}', 'asks',
 'Mô hình được công nhận cấp tỉnh đạt từ 90 điểm trở lên.', 'Mức thường gặp ở các địa phương, chưa có văn bản gốc', '', '0001-01-01', '9999-12-31', 1, '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000230004', 'cap-duoi-truoc', 1, 'recognition', '', '', '', '["cấp tỉnh","cấp thành phố"]', 'council', 'recognised_below_first', '{"levels":["cấp cơ sở","cấp xã","cấp phường","cấp quận","cấp huyện","cấp thị xã"],"of":"initiative"}', 'asks',
 'Mô hình đã được công nhận ở cấp dưới mới đề nghị cấp tỉnh.', 'Nếp làm ở các địa phương; từ 01/7/2025 Nghị định 152/2025/NĐ-CP không đòi có khen thưởng mức thấp rồi mới khen mức cao hơn', '', '0001-01-01', '2025-06-30', 1, '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000230005', 'hoat-dong-12-thang', 1, 'recognition', '', '', '', '["cấp quận","cấp huyện","cấp thị xã","cấp tỉnh","cấp thành phố"]', 'council', 'months_in_operation', '{"months":12}', 'asks',
 'Mô hình đã hoạt động từ 12 tháng trở lên.', 'Mức thường gặp ở các địa phương, chưa có văn bản gốc', '', '0001-01-01', '9999-12-31', 1, '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000230006', 'dang-ky-dung-han', 1, 'recognition', '', '', '', '[]', 'registration', 'registered_in_time', '{}', 'asks',
 'Mô hình đăng ký với cơ quan phát động trong hạn của mùa thi đua.', 'Hướng dẫn của một ban dân vận tỉnh ủy ngày 19/4/2021, theo bản tóm tắt', '', '0001-01-01', '9999-12-31', 1, '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000230007', 'mot-hinh-thuc', 1, 'commendation', '', '', '', '[]', 'council', 'not_two_forms_one_achievement', '{}', 'bars',
 'Không tặng nhiều hình thức khen thưởng cho một thành tích đạt được.', 'Luật Thi đua, khen thưởng số 06/2022/QH15, theo bản tóm tắt, chưa đối chiếu điều khoản', 'Luật Thi đua, khen thưởng số 06/2022/QH15', '2024-01-01', '9999-12-31', 1, '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000230008', 'ky-niem-chuong-mot-lan', 1, 'commendation', '', 'Kỷ niệm chương', '', '[]', 'registration', 'once_in_life', '{"form":"Kỷ niệm chương"}', 'bars',
 'Kỷ niệm chương chỉ tặng một lần cho mỗi người.', 'Quy chế kỷ niệm chương của các ngành, theo bản tóm tắt', 'Luật Thi đua, khen thưởng số 06/2022/QH15', '0001-01-01', '9999-12-31', 1, '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000230009', 'ky-niem-chuong-ca-nhan', 1, 'commendation', '', 'Kỷ niệm chương', '', '[]', 'registration', 'participant_kind', '{"kinds":["individual"]}', 'bars',
 'Kỷ niệm chương tặng cho cá nhân.', 'Quy chế kỷ niệm chương của các ngành, theo bản tóm tắt', 'Luật Thi đua, khen thưởng số 06/2022/QH15', '0001-01-01', '9999-12-31', 1, '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000230010', 'tam-dung', 1, '', '', '', '', '[]', 'registration', 'no_hold', '{}', 'bars',
 'Chưa xét, chưa đề nghị khi đang xem xét kỷ luật, đang thanh tra, kiểm tra, điều tra, hoặc đang xác minh đơn thư, vấn đề báo chí nêu.', 'Nghị định 152/2025/NĐ-CP, theo bản tóm tắt, chưa đối chiếu điều khoản', 'Nghị định 152/2025/NĐ-CP', '2025-07-01', '9999-12-31', 1, '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000230011', 'doi-tuong', 1, 'commendation', '', '', '', '[]', 'registration', 'participant_kind', '{"kinds":["collective","individual","household"]}', 'bars',
 'Đối tượng khen thưởng là cá nhân, tập thể, hộ gia đình.', 'Luật Thi đua, khen thưởng số 06/2022/QH15, theo bản tóm tắt, chưa đối chiếu điều khoản', 'Luật Thi đua, khen thưởng số 06/2022/QH15', '2024-01-01', '9999-12-31', 1, '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000230012', 'chi-tieu-don-vi', 1, 'recognition', '', '', '', '["cấp cơ sở","cấp xã","cấp phường"]', 'council', 'unit_quota', '{"max":3}', 'asks',
 'Mỗi đơn vị đề nghị không quá 3 mô hình trong một mùa.', 'Ví dụ theo chỉ tiêu của một thành phố năm 2024, không còn áp dụng', '', '2024-01-01', '2024-12-31', 1, '2026-11-22 00:00:00+00:00');
