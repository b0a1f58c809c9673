-- Vote rules are editions: none is ever changed. An edition ends the day before
-- the next one of its code begins, or on effective_to.
CREATE TABLE council_vote_rule (
  id             UUID PRIMARY KEY,
  code           TEXT COLLATE "C" NOT NULL,
  award          TEXT NOT NULL,
  body           TEXT NOT NULL,
  effective_from DATE NOT NULL,
  effective_to   DATE,
  quorum_num     BIGINT NOT NULL,                  -- 0: no quorum is asked for
  quorum_den     BIGINT NOT NULL CHECK (quorum_den > 0),
  quorum_of      TEXT NOT NULL CHECK (quorum_of IN ('present', 'reached')),
  share_num      BIGINT NOT NULL CHECK (share_num >= 0),
  share_den      BIGINT NOT NULL CHECK (share_den > 0),
  strict         BOOLEAN NOT NULL,                 -- more than the share
  denominator    TEXT NOT NULL CHECK (denominator IN ('total', 'present', 'cast')),
  absentees      TEXT NOT NULL CHECK (absentees IN ('none', 'written')),
  secret         BOOLEAN NOT NULL,
  chair_agrees   BOOLEAN NOT NULL,
  recusal        TEXT NOT NULL CHECK (recusal IN ('leaves', 'stays')),
  source         TEXT NOT NULL,
  verified_by    TEXT NOT NULL DEFAULT '',         -- empty: not verified
  created_by     TEXT NOT NULL DEFAULT '',
  created_at     TIMESTAMPTZ NOT NULL,
  UNIQUE (code, effective_from)
);
CREATE TABLE council_council (
  id         UUID PRIMARY KEY,
  unit_id    UUID NOT NULL REFERENCES org_unit (id),
  unit_path  TEXT COLLATE "C" NOT NULL,
  unit_name  TEXT NOT NULL,
  name       TEXT NOT NULL,
  name_sort  BYTEA NOT NULL,
  words      TEXT NOT NULL,                        -- folded, to search in
  body       TEXT NOT NULL,
  founded_by TEXT NOT NULL,                        -- the decision: number, day, who
  founded_on DATE,
  version    BIGINT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX council_council_name ON council_council (name_sort, id);
CREATE TABLE council_member (
  id            UUID PRIMARY KEY,
  council_id    UUID NOT NULL REFERENCES council_council (id),
  position      BIGINT NOT NULL,
  name          TEXT NOT NULL,
  post          TEXT NOT NULL,
  role          TEXT NOT NULL CHECK (role IN ('chair', 'deputy', 'secretary', 'member')),
  votes         BOOLEAN NOT NULL,                  -- has a seat
  teller        BOOLEAN NOT NULL,
  account_id    UUID,                              -- votes on screen; NULL: on paper
  substitute_of UUID REFERENCES council_member (id),
  term_from     DATE NOT NULL,
  term_to       DATE,                              -- last day
  version       BIGINT NOT NULL
);
CREATE INDEX council_member_council ON council_member (council_id, position);
CREATE INDEX council_member_account ON council_member (account_id) WHERE account_id IS NOT NULL;
CREATE TABLE council_meeting (
  id          UUID PRIMARY KEY,
  council_id  UUID NOT NULL REFERENCES council_council (id),
  season_id   UUID NOT NULL REFERENCES campaign_season (id),
  season_name TEXT NOT NULL,
  held_on     DATE NOT NULL,
  place       TEXT NOT NULL,
  rule_id     UUID NOT NULL REFERENCES council_vote_rule (id),
  current_id  UUID,                                -- the case on every screen
  discussion  TEXT NOT NULL,
  conclusion  TEXT NOT NULL,
  record      TEXT NOT NULL,                       -- the fixed minutes as JSON; empty: not fixed
  fixed_at    TIMESTAMPTZ,
  fixed_by    TEXT NOT NULL,
  version     BIGINT NOT NULL,
  created_at  TIMESTAMPTZ NOT NULL
);
CREATE INDEX council_meeting_council ON council_meeting (council_id, held_on, id);
CREATE TABLE council_agenda (
  meeting_id    UUID NOT NULL REFERENCES council_meeting (id),
  initiative_id UUID NOT NULL REFERENCES initiative_initiative (id),
  position      BIGINT NOT NULL,
  code          TEXT NOT NULL,
  title         TEXT NOT NULL,
  participant   TEXT NOT NULL,
  unit_name     TEXT NOT NULL,
  PRIMARY KEY (meeting_id, initiative_id)
);
CREATE TABLE council_attendance (
  meeting_id UUID NOT NULL REFERENCES council_meeting (id),
  member_id  UUID NOT NULL REFERENCES council_member (id),
  presence   TEXT NOT NULL CHECK (presence IN ('present', 'paper', 'written', 'absent')),
  reason     TEXT NOT NULL,
  PRIMARY KEY (meeting_id, member_id)
);
CREATE TABLE council_recusal (
  meeting_id    UUID NOT NULL REFERENCES council_meeting (id),
  member_id     UUID NOT NULL REFERENCES council_member (id),
  initiative_id UUID NOT NULL,
  reason        TEXT NOT NULL,
  PRIMARY KEY (meeting_id, member_id, initiative_id)
);
CREATE TABLE council_round (
  id         UUID PRIMARY KEY,
  meeting_id UUID NOT NULL REFERENCES council_meeting (id),
  number     BIGINT NOT NULL,
  rule_id    UUID NOT NULL REFERENCES council_vote_rule (id),
  secret     BOOLEAN NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('open', 'closed')),
  repeats_id UUID REFERENCES council_round (id),
  reason     TEXT NOT NULL,                        -- of a repeat
  seats      BIGINT NOT NULL,                      -- pinned when it opened
  present    BIGINT NOT NULL,
  written    BIGINT NOT NULL,
  papers     BIGINT NOT NULL,                      -- in the box when it closed
  digest     TEXT NOT NULL,
  version    BIGINT NOT NULL,
  opened_at  TIMESTAMPTZ NOT NULL,
  closed_at  TIMESTAMPTZ,
  UNIQUE (meeting_id, number)
);
CREATE UNIQUE INDEX council_round_open ON council_round (meeting_id) WHERE state = 'open';
CREATE TABLE council_round_case (
  round_id      UUID NOT NULL REFERENCES council_round (id),
  initiative_id UUID NOT NULL,
  position      BIGINT NOT NULL,
  PRIMARY KEY (round_id, initiative_id)
);

-- The box. Who has voted and what was voted stand in tables that share nothing but
-- the round: no voter, time, version or order in a ballot, no ballot or time in the
-- roll. Every vote writes all rows of its round anew: slots are random, so neither
-- key nor place nor transaction of a row tells where it came from. For the same
-- reason nothing refers to these rows and they refer to nothing.
CREATE TABLE council_roll (
  round_id  UUID NOT NULL,
  member_id UUID NOT NULL,
  voted     BOOLEAN NOT NULL,
  on_paper  BOOLEAN NOT NULL,
  PRIMARY KEY (round_id, member_id)
);
CREATE TABLE council_ballot (
  slot          INTEGER PRIMARY KEY,
  round_id      UUID NOT NULL,
  initiative_id UUID NOT NULL,
  choice        TEXT NOT NULL                      -- f, a or b; one row for each case, never a whole paper
);
CREATE INDEX council_ballot_round ON council_ballot (round_id);
CREATE TABLE council_receipt (
  slot     INTEGER PRIMARY KEY,
  round_id UUID NOT NULL,
  receipt  TEXT NOT NULL
);
CREATE INDEX council_receipt_round ON council_receipt (round_id);
-- Votes that are open by decision of the meeting.
CREATE TABLE council_named_vote (
  round_id      UUID NOT NULL REFERENCES council_round (id),
  member_id     UUID NOT NULL REFERENCES council_member (id),
  initiative_id UUID NOT NULL,
  choice        TEXT NOT NULL,
  PRIMARY KEY (round_id, initiative_id, member_id)
);
-- What two tellers read of the paper ballots, each on their own.
CREATE TABLE council_teller_sheet (
  round_id  UUID NOT NULL REFERENCES council_round (id),
  member_id UUID NOT NULL REFERENCES council_member (id),
  papers    BIGINT NOT NULL,
  PRIMARY KEY (round_id, member_id)
);
CREATE TABLE council_teller_line (
  round_id      UUID NOT NULL REFERENCES council_round (id),
  member_id     UUID NOT NULL REFERENCES council_member (id),
  initiative_id UUID NOT NULL,
  votes_for     BIGINT NOT NULL,
  against       BIGINT NOT NULL,
  blank         BIGINT NOT NULL,
  invalid       BIGINT NOT NULL,
  PRIMARY KEY (round_id, member_id, initiative_id)
);
-- What came out; written when the round closes.
CREATE TABLE council_count (
  round_id       UUID NOT NULL REFERENCES council_round (id),
  initiative_id  UUID NOT NULL,
  recused_seats  BIGINT NOT NULL,
  recused_voters BIGINT NOT NULL,
  votes_for      BIGINT NOT NULL,
  against        BIGINT NOT NULL,
  blank          BIGINT NOT NULL,
  invalid        BIGINT NOT NULL,
  chair_agrees   BOOLEAN NOT NULL,
  chair_recused  BOOLEAN NOT NULL,
  base           BIGINT NOT NULL,                  -- what the share was taken of
  need           BIGINT NOT NULL,                  -- votes for that the rule asked
  passed         BOOLEAN NOT NULL,
  PRIMARY KEY (round_id, initiative_id)
);

INSERT INTO council_vote_rule (id, code, award, body, effective_from, effective_to, quorum_num, quorum_den, quorum_of, share_num, share_den, strict,
  denominator, absentees, secret, chair_agrees, recusal, source, verified_by, created_at) VALUES
('0190a000-0000-7000-8000-000000000101', 'nd-91-2017', 'Chiến sĩ thi đua cấp bộ, cấp tỉnh, toàn quốc; danh hiệu Anh hùng', 'Hội đồng thi đua, khen thưởng',
 '2017-10-01', '2023-12-31', 0, 1, 'reached', 9, 10, FALSE, 'total', 'written', TRUE, FALSE, 'stays', 'Nghị định 91/2017/NĐ-CP, Điều 45 khoản 8', '', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000000102', 'nd-152-2025-cao-nhat', 'Anh hùng, Chiến sĩ thi đua toàn quốc', 'Hội đồng thi đua, khen thưởng',
 '2025-07-01', NULL, 2, 3, 'present', 9, 10, FALSE, 'total', 'written', TRUE, FALSE, 'stays', 'Nghị định 152/2025/NĐ-CP, Điều 45', '', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000000103', 'nd-152-2025-co', 'Cờ thi đua của Chính phủ', 'Hội đồng thi đua, khen thưởng',
 '2025-07-01', NULL, 2, 3, 'present', 8, 10, FALSE, 'total', 'written', TRUE, FALSE, 'stays', 'Nghị định 152/2025/NĐ-CP, Điều 33 khoản 5', '', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000000104', 'tt-35-2015', 'Danh hiệu và hình thức khen thưởng thường xuyên', 'Hội đồng thi đua, khen thưởng ngành giáo dục',
 '2016-02-16', NULL, 2, 3, 'present', 7, 10, FALSE, 'present', 'written', FALSE, FALSE, 'leaves', 'Thông tư 35/2015/TT-BGDĐT', '', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000000105', 'ktnn-2014', 'Danh hiệu và hình thức khen thưởng thường xuyên', 'Hội đồng thi đua, khen thưởng Kiểm toán nhà nước',
 '2014-01-01', NULL, 0, 1, 'reached', 1, 2, TRUE, 'total', 'written', FALSE, FALSE, 'stays', 'Quy chế của Kiểm toán nhà nước, 2014', '', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000000106', 'ktnn-2014-cao', 'Danh hiệu cao', 'Hội đồng thi đua, khen thưởng Kiểm toán nhà nước',
 '2014-01-01', NULL, 0, 1, 'reached', 9, 10, TRUE, 'total', 'written', TRUE, FALSE, 'stays', 'Quy chế của Kiểm toán nhà nước, 2014', '', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000000107', 'btnmt-2019', 'Danh hiệu và hình thức khen thưởng', 'Hội đồng thi đua, khen thưởng ngành tài nguyên và môi trường',
 '2019-01-01', NULL, 2, 3, 'reached', 9, 10, FALSE, 'total', 'written', FALSE, TRUE, 'stays', 'Quy chế của Bộ Tài nguyên và Môi trường, 2019', '', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-000000000108', 'dong-nai', 'Mô hình Dân vận khéo', 'Hội đồng xét, công nhận mô hình',
 '2009-02-26', NULL, 2, 3, 'present', 2, 3, FALSE, 'total', 'none', FALSE, FALSE, 'stays', 'Mẫu đang dùng ở Đồng Nai', '', '2026-11-22 00:00:00+00:00');
