-- A number may come again in another year (the State counts from 1 each year, the
-- Party each term), never twice in one year of the same body.
ALTER TABLE recognition_decision ADD COLUMN number_year BIGINT NOT NULL DEFAULT 0;
DROP INDEX recognition_decision_number;
CREATE UNIQUE INDEX recognition_decision_number ON recognition_decision (unit_id, number, number_year) WHERE state <> 'draft';
CREATE INDEX recognition_decision_amends ON recognition_decision (amends_id);
-- Which row of the catalogue a basis came from; none when it was typed.
ALTER TABLE recognition_decision_basis ADD COLUMN basis_id UUID REFERENCES recognition_basis (id);
INSERT INTO recognition_basis (id, code, text, effective_from, effective_to, line, source, verified_by) VALUES
('0190a000-0000-7000-8000-000000000066', 'nd-98-2023', 'Nghị định số 98/2023/NĐ-CP của Chính phủ quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng', '2024-01-01', '2025-06-30', 'state', 'Danh mục của phần mềm', ''),
('0190a000-0000-7000-8000-000000000067', 'luat-06-2026', 'Luật số 06/2026/QH16 ngày 23/4/2026 sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng', '2026-10-01', NULL, 'state', 'Danh mục của phần mềm', ''),
('0190a000-0000-7000-8000-000000000068', 'dieu-le-mttq', 'Điều lệ Mặt trận Tổ quốc Việt Nam', NULL, NULL, 'front', 'Danh mục của phần mềm', '');
-- The short code of the initiative, which never changes, so that a list of
-- hundreds of lines links to its initiatives without asking for each.
ALTER TABLE recognition_line ADD COLUMN initiative_code TEXT COLLATE "C" NOT NULL DEFAULT '';
