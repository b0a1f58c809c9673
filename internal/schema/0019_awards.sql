-- +goose Up
-- The catalogue of awards, what a bonus is reckoned from, and the legal bases,
-- which recognition kept until now. An edition that was in force is never written
-- over: another one ends it the day before it begins, or takes its place.
CREATE TABLE award_award (
  id             UUID PRIMARY KEY,
  code           TEXT COLLATE "C" NOT NULL,
  edition        BIGINT NOT NULL,
  name           TEXT NOT NULL,
  form           TEXT NOT NULL CHECK (form IN ('recognition', 'honour', 'merit', 'commendation', 'medal', 'flag', 'title')),
  act            TEXT NOT NULL CHECK (act IN ('recognition', 'commendation')),
  line           TEXT NOT NULL CHECK (line IN ('party', 'state', 'front', 'other')),
  level          TEXT NOT NULL,                    -- as decisions say it: "cấp phường"
  decider        TEXT NOT NULL,
  often          TEXT NOT NULL CHECK (often IN ('any', 'season', 'once')),
  bonus_source   TEXT NOT NULL DEFAULT '',         -- the provision that says the multiples
  symbol         TEXT NOT NULL DEFAULT '',         -- the object that is handed over
  note           TEXT NOT NULL DEFAULT '',
  effective_from DATE,
  effective_to   DATE,                             -- last day
  source         TEXT NOT NULL,
  verified_by    TEXT NOT NULL DEFAULT '',         -- empty: not verified
  superseded_by  UUID REFERENCES award_award (id), -- the edition that says better what this one said
  version        BIGINT NOT NULL DEFAULT 1,
  created_by     TEXT NOT NULL DEFAULT '',
  created_at     TIMESTAMPTZ NOT NULL,
  UNIQUE (code, edition)
);
-- Who may get an award, with the multiple of the base salary that goes with it.
CREATE TABLE award_kind (
  award_id UUID NOT NULL REFERENCES award_award (id),
  kind     TEXT NOT NULL CHECK (kind IN ('collective', 'individual', 'household')),
  multiple BIGINT,                                 -- thousandths: 150 is 0.15; NULL: not known
  PRIMARY KEY (award_id, kind)
);
CREATE TABLE award_salary (
  id             UUID PRIMARY KEY,
  amount         BIGINT NOT NULL,                  -- đồng a month
  effective_from DATE NOT NULL,
  effective_to   DATE,
  source         TEXT NOT NULL,
  verified_by    TEXT NOT NULL DEFAULT '',
  superseded_by  UUID REFERENCES award_salary (id),
  version        BIGINT NOT NULL DEFAULT 1,
  created_by     TEXT NOT NULL DEFAULT '',
  created_at     TIMESTAMPTZ NOT NULL
);
CREATE TABLE award_rounding (
  id             UUID PRIMARY KEY,
  step           BIGINT NOT NULL,                  -- đồng
  direction      TEXT NOT NULL CHECK (direction IN ('up', 'nearest', 'down')),
  effective_from DATE NOT NULL,
  effective_to   DATE,
  source         TEXT NOT NULL,
  verified_by    TEXT NOT NULL DEFAULT '',
  superseded_by  UUID REFERENCES award_rounding (id),
  version        BIGINT NOT NULL DEFAULT 1,
  created_by     TEXT NOT NULL DEFAULT '',
  created_at     TIMESTAMPTZ NOT NULL
);

ALTER TABLE recognition_basis RENAME TO award_basis;
ALTER TABLE award_basis ADD COLUMN kind TEXT NOT NULL DEFAULT 'other' CHECK (kind IN ('law', 'decree', 'circular', 'party', 'front', 'local', 'other'));
ALTER TABLE award_basis ADD COLUMN replaces_id UUID REFERENCES award_basis (id);
ALTER TABLE award_basis ADD COLUMN amended_by TEXT NOT NULL DEFAULT '';   -- the texts that amend it
ALTER TABLE award_basis ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE award_basis ADD COLUMN edited_at TIMESTAMPTZ;
ALTER TABLE award_basis ADD COLUMN edited_by TEXT NOT NULL DEFAULT '';
UPDATE award_basis SET kind = 'party' WHERE code IN ('dieu-le-dang', 'kh-70-bdvtw');
UPDATE award_basis SET kind = 'front' WHERE code = 'dieu-le-mttq';
UPDATE award_basis SET kind = 'law' WHERE code IN ('luat-tdkt-2003', 'luat-tdkt-2022', 'luat-06-2026');
UPDATE award_basis SET kind = 'decree' WHERE code IN ('nd-152-2025', 'nd-98-2023');
UPDATE award_basis SET amended_by = 'Luật số 06/2026/QH16 ngày 23/4/2026, hiệu lực từ 01/10/2026; hồ sơ nhận trước ngày ấy vẫn theo luật năm 2022, trừ khi quy định mới có lợi hơn'
WHERE code = 'luat-tdkt-2022' AND amended_by = '';
UPDATE award_basis SET replaces_id = (SELECT b.id FROM award_basis b WHERE b.code = 'luat-tdkt-2003') WHERE code = 'luat-tdkt-2022';
UPDATE award_basis SET replaces_id = (SELECT b.id FROM award_basis b WHERE b.code = 'nd-98-2023') WHERE code = 'nd-152-2025';
INSERT INTO award_basis (id, code, text, effective_from, effective_to, line, source, kind, replaces_id) VALUES
('0190a000-0000-7000-8000-00000000a401', 'nd-91-2017', 'Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng', '2017-10-01', '2023-12-31', 'state', 'Danh mục của phần mềm; thuvienphapluat.vn', 'decree', NULL),
('0190a000-0000-7000-8000-00000000a402', 'tt-01-2024', 'Thông tư số 01/2024/TT-BNV của Bộ Nội vụ', NULL, '2025-08-04', 'state', 'Danh mục của phần mềm; ngày bắt đầu chưa rõ', 'circular', NULL),
('0190a000-0000-7000-8000-00000000a403', 'tt-15-2025', 'Thông tư số 15/2025/TT-BNV ngày 04/8/2025 của Bộ Nội vụ', '2025-08-05', NULL, 'state', 'Danh mục của phần mềm', 'circular', '0190a000-0000-7000-8000-00000000a402'),
('0190a000-0000-7000-8000-00000000a404', 'nd-30-2020', 'Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư', '2020-03-05', NULL, 'state', 'Danh mục của phần mềm', 'decree', NULL),
('0190a000-0000-7000-8000-00000000a405', 'qd-66-qd-tw', 'Quy định số 66-QĐ/TW năm 2017 của Ban Bí thư về thể loại, thẩm quyền ban hành và thể thức văn bản của Đảng', '2017-02-06', '2026-01-08', 'party', 'Danh mục của phần mềm; ngày bắt đầu chưa rõ chính xác', 'party', NULL),
('0190a000-0000-7000-8000-00000000a406', 'qd-399-qd-tw', 'Quy định số 399-QĐ/TW ngày 09/01/2026', '2026-01-09', NULL, 'party', 'Danh mục của phần mềm; lấy ngày ký làm ngày hiệu lực', 'party', '0190a000-0000-7000-8000-00000000a405'),
('0190a000-0000-7000-8000-00000000a407', 'hd-36-hd-vptw', 'Hướng dẫn số 36-HD/VPTW ngày 03/4/2018 của Văn phòng Trung ương Đảng về thể thức và kỹ thuật trình bày văn bản của Đảng', '2018-04-03', '2026-05-26', 'party', 'Danh mục của phần mềm; lấy ngày ký làm ngày hiệu lực', 'party', NULL),
('0190a000-0000-7000-8000-00000000a408', 'hd-05-hd-vptw', 'Hướng dẫn số 05-HD/VPTW ngày 27/5/2026 của Văn phòng Trung ương Đảng', '2026-05-27', NULL, 'party', 'Danh mục của phần mềm; lấy ngày ký làm ngày hiệu lực', 'party', '0190a000-0000-7000-8000-00000000a407'),
('0190a000-0000-7000-8000-00000000a409', 'hd-56-hd-vptw', 'Hướng dẫn số 56-HD/VPTW ngày 27/10/2015 của Văn phòng Trung ương Đảng', '2015-10-27', NULL, 'party', 'Danh mục của phần mềm; vccidata.com.vn', 'party', NULL),
('0190a000-0000-7000-8000-00000000a410', 'hd-06-hd-tw', 'Hướng dẫn số 06-HD/TW ngày 09/6/2025', '2025-06-09', NULL, 'party', 'Danh mục của phần mềm; nhansu.vn', 'party', NULL),
('0190a000-0000-7000-8000-00000000a411', 'cv-19780-cv-vptw', 'Công văn số 19780-CV/VPTW ngày 29/12/2025 của Văn phòng Trung ương Đảng', '2025-12-29', NULL, 'party', 'Danh mục của phần mềm; nhansu.vn', 'party', NULL);
UPDATE award_basis SET amended_by = 'Công văn số 19780-CV/VPTW ngày 29/12/2025' WHERE code = 'hd-56-hd-vptw';
UPDATE award_basis SET replaces_id = '0190a000-0000-7000-8000-00000000a401' WHERE code = 'nd-98-2023';

INSERT INTO award_salary (id, amount, effective_from, effective_to, source, created_at) VALUES
('0190a000-0000-7000-8000-00000000a201', 1490000, '2019-07-01', '2023-06-30', 'Nghị định 38/2019/NĐ-CP', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a202', 1800000, '2023-07-01', '2024-06-30', 'Nghị định của Chính phủ năm 2023; chưa đối chiếu số', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a203', 2340000, '2024-07-01', '2026-06-30', 'Nghị định 73/2024/NĐ-CP', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a204', 2530000, '2026-07-01', NULL, 'Nghị định 161/2026/NĐ-CP ngày 15/5/2026', '2026-11-22 00:00:00+00:00');
INSERT INTO award_rounding (id, step, direction, effective_from, effective_to, source, created_at) VALUES
('0190a000-0000-7000-8000-00000000a301', 10000, 'up', '2017-10-01', '2023-12-31', 'Điều 68 Nghị định 91/2017/NĐ-CP', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a302', 10000, 'up', '2024-01-01', NULL, 'Theo lệ của Điều 68 Nghị định 91/2017/NĐ-CP; chưa đối chiếu Nghị định 98/2023 và 152/2025', '2026-11-22 00:00:00+00:00');
INSERT INTO award_award (id, code, edition, name, form, act, line, level, decider, often, bonus_source, symbol, note, effective_from, effective_to, source, created_at) VALUES
('0190a000-0000-7000-8000-00000000a101', 'cong-nhan-cap-thanh-pho', 1, 'Công nhận mô hình “Dân vận khéo”', 'recognition', 'recognition', 'party', 'cấp thành phố', 'Ban Thường vụ Tỉnh ủy, Thành ủy', 'season', '', 'Quyết định kèm danh sách', '', '2009-02-26', NULL, 'Thông lệ của phong trào; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a102', 'cong-nhan-cap-quan', 1, 'Công nhận mô hình “Dân vận khéo”', 'recognition', 'recognition', 'party', 'cấp quận', 'Ban Thường vụ Quận ủy, Huyện ủy', 'season', '', 'Quyết định kèm danh sách', 'Cấp quận, huyện kết thúc ngày 30/6/2025.', '2009-02-26', '2025-06-30', 'Bài về hội nghị tổng kết quận Đống Đa, 26/10/2022', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a103', 'cong-nhan-cap-phuong', 1, 'Công nhận mô hình “Dân vận khéo”', 'recognition', 'recognition', 'party', 'cấp phường', 'Ban Thường vụ Đảng ủy phường, xã, đặc khu', 'season', '', 'Quyết định kèm danh sách', '', '2009-02-26', NULL, 'Thông lệ của phong trào; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a104', 'giay-khen-quan-uy', 1, 'Giấy khen', 'merit', 'commendation', 'party', 'cấp quận', 'Ban Thường vụ Quận ủy, Huyện ủy', 'any', '', 'Giấy khen', 'Người ngoài Đảng và tập thể do cấp ủy khen: mức thưởng theo quy định chi của địa phương.', '2009-02-26', '2025-06-30', 'Bài về hội nghị tổng kết quận Đống Đa, 26/10/2022', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a105', 'giay-khen-dang-uy-phuong', 1, 'Giấy khen', 'merit', 'commendation', 'party', 'cấp phường', 'Ban Thường vụ Đảng ủy phường, xã, đặc khu', 'any', '', 'Giấy khen', 'Người ngoài Đảng và tập thể do cấp ủy khen: mức thưởng theo quy định chi của địa phương.', '2009-02-26', NULL, 'Thông lệ của cấp ủy; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a106', 'bieu-duong-chi-bo-tieu-bieu-nam', 1, 'Chi bộ hoàn thành xuất sắc nhiệm vụ tiêu biểu trong năm', 'title', 'commendation', 'party', 'cấp phường', 'Ban Thường vụ cấp ủy cấp trên trực tiếp', 'season', '', '', '', '2015-10-27', '2025-12-28', 'Hướng dẫn 56-HD/VPTW ngày 27/10/2015; mức thưởng chưa rõ', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a107', 'bieu-duong-chi-bo-tieu-bieu-nam', 2, 'Chi bộ hoàn thành xuất sắc nhiệm vụ tiêu biểu trong năm', 'title', 'commendation', 'party', 'cấp phường', 'Ban Thường vụ cấp ủy cấp trên trực tiếp', 'season', 'Công văn 19780-CV/VPTW ngày 29/12/2025', '', '', '2025-12-29', NULL, 'Hướng dẫn 56-HD/VPTW ngày 27/10/2015, điều chỉnh theo Công văn 19780-CV/VPTW ngày 29/12/2025 (nhansu.vn)', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a108', 'giay-khen-chi-bo-5-nam', 1, 'Giấy khen chi bộ hoàn thành xuất sắc nhiệm vụ 5 năm liền', 'merit', 'commendation', 'party', 'cấp phường', 'Ban Thường vụ cấp ủy cấp trên trực tiếp', 'any', '', 'Giấy khen', '', '2015-10-27', '2025-12-28', 'Hướng dẫn 56-HD/VPTW ngày 27/10/2015; mức thưởng chưa rõ', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a109', 'giay-khen-chi-bo-5-nam', 2, 'Giấy khen chi bộ hoàn thành xuất sắc nhiệm vụ 5 năm liền', 'merit', 'commendation', 'party', 'cấp phường', 'Ban Thường vụ cấp ủy cấp trên trực tiếp', 'any', 'Công văn 19780-CV/VPTW ngày 29/12/2025', 'Giấy khen', '', '2025-12-29', NULL, 'Hướng dẫn 56-HD/VPTW ngày 27/10/2015, điều chỉnh theo Công văn 19780-CV/VPTW ngày 29/12/2025 (nhansu.vn)', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a110', 'ky-niem-chuong-dan-van', 1, 'Kỷ niệm chương “Vì sự nghiệp dân vận”', 'medal', 'commendation', 'party', 'trung ương', 'Ban Dân vận Trung ương', 'once', '', 'Kỷ niệm chương', 'Không truy tặng. Ban Dân vận Trung ương hợp nhất năm 2025: chưa rõ hình thức thay thế. Mức thưởng không quá 0,6 lần mức lương cơ sở.', NULL, '2025-01-31', 'Bài về lễ kỷ niệm của quận 1, tháng 10/2023; ngày kết thúc chưa kiểm chứng', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a111', 'giay-khen-chu-tich-phuong', 1, 'Giấy khen', 'merit', 'commendation', 'state', 'cấp phường', 'Chủ tịch Ủy ban nhân dân phường, xã, đặc khu', 'any', 'Điều 73 và Điều 68 Nghị định 91/2017/NĐ-CP', 'Giấy khen', '', '2017-10-01', '2023-12-31', 'Nghị định 91/2017/NĐ-CP (thuvienphapluat.vn)', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a112', 'giay-khen-chu-tich-phuong', 2, 'Giấy khen', 'merit', 'commendation', 'state', 'cấp phường', 'Chủ tịch Ủy ban nhân dân phường, xã, đặc khu', 'any', 'Thông lệ theo Nghị định 98/2023/NĐ-CP', 'Giấy khen', '', '2024-01-01', '2025-06-30', 'Nghị định 98/2023/NĐ-CP; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a113', 'giay-khen-chu-tich-phuong', 3, 'Giấy khen', 'merit', 'commendation', 'state', 'cấp phường', 'Chủ tịch Ủy ban nhân dân phường, xã, đặc khu', 'any', 'Mức của thời kỳ trước; chưa đối chiếu Nghị định 152/2025/NĐ-CP', 'Giấy khen', '', '2025-07-01', NULL, 'Nghị định 152/2025/NĐ-CP; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a114', 'giay-khen-chu-tich-quan', 1, 'Giấy khen', 'merit', 'commendation', 'state', 'cấp quận', 'Chủ tịch Ủy ban nhân dân quận, huyện', 'any', 'Thông lệ theo Nghị định 91/2017/NĐ-CP', 'Giấy khen', '', '2017-10-01', '2023-12-31', 'Nghị định 91/2017/NĐ-CP (thuvienphapluat.vn)', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a115', 'giay-khen-chu-tich-quan', 2, 'Giấy khen', 'merit', 'commendation', 'state', 'cấp quận', 'Chủ tịch Ủy ban nhân dân quận, huyện', 'any', 'Thông lệ theo Nghị định 98/2023/NĐ-CP', 'Giấy khen', '', '2024-01-01', '2025-06-30', 'Nghị định 98/2023/NĐ-CP; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a116', 'bang-khen-chu-tich-thanh-pho', 1, 'Bằng khen', 'commendation', 'commendation', 'state', 'cấp thành phố', 'Chủ tịch Ủy ban nhân dân tỉnh, thành phố', 'any', 'Thông lệ theo Nghị định 91/2017/NĐ-CP', 'Bằng khen', '', '2017-10-01', '2023-12-31', 'Nghị định 91/2017/NĐ-CP (thuvienphapluat.vn)', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a117', 'bang-khen-chu-tich-thanh-pho', 2, 'Bằng khen', 'commendation', 'commendation', 'state', 'cấp thành phố', 'Chủ tịch Ủy ban nhân dân tỉnh, thành phố', 'any', 'Thông lệ theo Nghị định 98/2023/NĐ-CP', 'Bằng khen', '', '2024-01-01', '2025-06-30', 'Nghị định 98/2023/NĐ-CP; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a118', 'bang-khen-chu-tich-thanh-pho', 3, 'Bằng khen', 'commendation', 'commendation', 'state', 'cấp thành phố', 'Chủ tịch Ủy ban nhân dân tỉnh, thành phố', 'any', 'Mức của thời kỳ trước; chưa đối chiếu Nghị định 152/2025/NĐ-CP', 'Bằng khen', '', '2025-07-01', NULL, 'Nghị định 152/2025/NĐ-CP; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a119', 'bang-khen-thu-tuong', 1, 'Bằng khen của Thủ tướng Chính phủ', 'commendation', 'commendation', 'state', 'trung ương', 'Thủ tướng Chính phủ', 'any', 'Thông lệ theo Nghị định 91/2017/NĐ-CP', 'Bằng khen', '', '2017-10-01', '2023-12-31', 'Nghị định 91/2017/NĐ-CP (thuvienphapluat.vn)', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a120', 'bang-khen-thu-tuong', 2, 'Bằng khen của Thủ tướng Chính phủ', 'commendation', 'commendation', 'state', 'trung ương', 'Thủ tướng Chính phủ', 'any', 'Thông lệ theo Nghị định 98/2023/NĐ-CP', 'Bằng khen', '', '2024-01-01', '2025-06-30', 'Nghị định 98/2023/NĐ-CP; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a121', 'bang-khen-thu-tuong', 3, 'Bằng khen của Thủ tướng Chính phủ', 'commendation', 'commendation', 'state', 'trung ương', 'Thủ tướng Chính phủ', 'any', 'Mức của thời kỳ trước; chưa đối chiếu Nghị định 152/2025/NĐ-CP', 'Bằng khen', '', '2025-07-01', NULL, 'Nghị định 152/2025/NĐ-CP; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a122', 'co-thi-dua-thanh-pho', 1, 'Cờ thi đua', 'flag', 'commendation', 'state', 'cấp thành phố', 'Chủ tịch Ủy ban nhân dân tỉnh, thành phố', 'season', 'Nghị định 98/2023/NĐ-CP (baoquocte.vn, 2024)', 'Cờ thi đua', '', '2024-01-01', '2025-06-30', 'Nghị định 98/2023/NĐ-CP (baoquocte.vn, 2024)', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a123', 'co-thi-dua-thanh-pho', 2, 'Cờ thi đua', 'flag', 'commendation', 'state', 'cấp thành phố', 'Chủ tịch Ủy ban nhân dân tỉnh, thành phố', 'season', 'Mức của thời kỳ trước; chưa đối chiếu Nghị định 152/2025/NĐ-CP', 'Cờ thi đua', '', '2025-07-01', NULL, 'Nghị định 152/2025/NĐ-CP; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a124', 'co-thi-dua-chinh-phu', 1, 'Cờ thi đua của Chính phủ', 'flag', 'commendation', 'state', 'trung ương', 'Thủ tướng Chính phủ', 'season', 'Nghị định 98/2023/NĐ-CP (baoquocte.vn, 2024)', 'Cờ thi đua', '', '2024-01-01', '2025-06-30', 'Nghị định 98/2023/NĐ-CP (baoquocte.vn, 2024)', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a125', 'co-thi-dua-chinh-phu', 2, 'Cờ thi đua của Chính phủ', 'flag', 'commendation', 'state', 'trung ương', 'Thủ tướng Chính phủ', 'season', 'Mức của thời kỳ trước; chưa đối chiếu Nghị định 152/2025/NĐ-CP', 'Cờ thi đua', '', '2025-07-01', NULL, 'Nghị định 152/2025/NĐ-CP; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a126', 'chien-si-thi-dua-toan-quoc', 1, 'Chiến sĩ thi đua toàn quốc', 'title', 'commendation', 'state', 'trung ương', 'Thủ tướng Chính phủ', 'season', 'Nghị định 98/2023/NĐ-CP (baoquocte.vn, 2024)', '', '', '2024-01-01', '2025-06-30', 'Nghị định 98/2023/NĐ-CP (baoquocte.vn, 2024)', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a127', 'chien-si-thi-dua-toan-quoc', 2, 'Chiến sĩ thi đua toàn quốc', 'title', 'commendation', 'state', 'trung ương', 'Thủ tướng Chính phủ', 'season', 'Mức của thời kỳ trước; chưa đối chiếu Nghị định 152/2025/NĐ-CP', '', '', '2025-07-01', NULL, 'Nghị định 152/2025/NĐ-CP; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a128', 'chien-si-thi-dua-thanh-pho', 1, 'Chiến sĩ thi đua cấp tỉnh, thành phố', 'title', 'commendation', 'state', 'cấp thành phố', 'Chủ tịch Ủy ban nhân dân tỉnh, thành phố', 'season', 'Nghị định 98/2023/NĐ-CP (baoquocte.vn, 2024)', '', '', '2024-01-01', '2025-06-30', 'Nghị định 98/2023/NĐ-CP (baoquocte.vn, 2024)', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a129', 'chien-si-thi-dua-thanh-pho', 2, 'Chiến sĩ thi đua cấp tỉnh, thành phố', 'title', 'commendation', 'state', 'cấp thành phố', 'Chủ tịch Ủy ban nhân dân tỉnh, thành phố', 'season', 'Mức của thời kỳ trước; chưa đối chiếu Nghị định 152/2025/NĐ-CP', '', '', '2025-07-01', NULL, 'Nghị định 152/2025/NĐ-CP; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a130', 'chien-si-thi-dua-co-so', 1, 'Chiến sĩ thi đua cơ sở', 'title', 'commendation', 'state', 'cấp cơ sở', 'Chủ tịch Ủy ban nhân dân cấp cơ sở, thủ trưởng cơ quan', 'season', 'Nghị định 98/2023/NĐ-CP (baoquocte.vn, 2024)', '', '', '2024-01-01', '2025-06-30', 'Nghị định 98/2023/NĐ-CP (baoquocte.vn, 2024)', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a131', 'chien-si-thi-dua-co-so', 2, 'Chiến sĩ thi đua cơ sở', 'title', 'commendation', 'state', 'cấp cơ sở', 'Chủ tịch Ủy ban nhân dân cấp cơ sở, thủ trưởng cơ quan', 'season', 'Mức của thời kỳ trước; chưa đối chiếu Nghị định 152/2025/NĐ-CP', '', '', '2025-07-01', NULL, 'Nghị định 152/2025/NĐ-CP; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a132', 'lao-dong-tien-tien', 1, 'Lao động tiên tiến', 'title', 'commendation', 'state', 'cấp cơ sở', 'Chủ tịch Ủy ban nhân dân cấp cơ sở, thủ trưởng cơ quan', 'season', 'Nghị định 98/2023/NĐ-CP (baoquocte.vn, 2024)', '', '', '2024-01-01', '2025-06-30', 'Nghị định 98/2023/NĐ-CP (baoquocte.vn, 2024)', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a133', 'lao-dong-tien-tien', 2, 'Lao động tiên tiến', 'title', 'commendation', 'state', 'cấp cơ sở', 'Chủ tịch Ủy ban nhân dân cấp cơ sở, thủ trưởng cơ quan', 'season', 'Mức của thời kỳ trước; chưa đối chiếu Nghị định 152/2025/NĐ-CP', '', '', '2025-07-01', NULL, 'Nghị định 152/2025/NĐ-CP; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a134', 'tap-the-lao-dong-xuat-sac', 1, 'Tập thể lao động xuất sắc', 'title', 'commendation', 'state', 'cấp thành phố', 'Chủ tịch Ủy ban nhân dân tỉnh, thành phố', 'season', 'Nghị định 98/2023/NĐ-CP (baoquocte.vn, 2024)', '', '', '2024-01-01', '2025-06-30', 'Nghị định 98/2023/NĐ-CP (baoquocte.vn, 2024)', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a135', 'tap-the-lao-dong-xuat-sac', 2, 'Tập thể lao động xuất sắc', 'title', 'commendation', 'state', 'cấp thành phố', 'Chủ tịch Ủy ban nhân dân tỉnh, thành phố', 'season', 'Mức của thời kỳ trước; chưa đối chiếu Nghị định 152/2025/NĐ-CP', '', '', '2025-07-01', NULL, 'Nghị định 152/2025/NĐ-CP; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a136', 'tap-the-lao-dong-tien-tien', 1, 'Tập thể lao động tiên tiến', 'title', 'commendation', 'state', 'cấp cơ sở', 'Chủ tịch Ủy ban nhân dân cấp cơ sở, thủ trưởng cơ quan', 'season', 'Nghị định 98/2023/NĐ-CP (baoquocte.vn, 2024)', '', '', '2024-01-01', '2025-06-30', 'Nghị định 98/2023/NĐ-CP (baoquocte.vn, 2024)', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a137', 'tap-the-lao-dong-tien-tien', 2, 'Tập thể lao động tiên tiến', 'title', 'commendation', 'state', 'cấp cơ sở', 'Chủ tịch Ủy ban nhân dân cấp cơ sở, thủ trưởng cơ quan', 'season', 'Mức của thời kỳ trước; chưa đối chiếu Nghị định 152/2025/NĐ-CP', '', '', '2025-07-01', NULL, 'Nghị định 152/2025/NĐ-CP; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a138', 'xa-phuong-tieu-bieu', 1, 'Xã, phường tiêu biểu', 'title', 'commendation', 'state', 'cấp thành phố', 'Chủ tịch Ủy ban nhân dân tỉnh, thành phố', 'season', 'Nghị định 98/2023/NĐ-CP (baoquocte.vn, 2024)', '', '', '2024-01-01', '2025-06-30', 'Nghị định 98/2023/NĐ-CP (baoquocte.vn, 2024)', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a139', 'xa-phuong-tieu-bieu', 2, 'Xã, phường tiêu biểu', 'title', 'commendation', 'state', 'cấp thành phố', 'Chủ tịch Ủy ban nhân dân tỉnh, thành phố', 'season', 'Mức của thời kỳ trước; chưa đối chiếu Nghị định 152/2025/NĐ-CP', '', '', '2025-07-01', NULL, 'Nghị định 152/2025/NĐ-CP; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a140', 'thon-to-dan-pho-van-hoa', 1, 'Thôn, tổ dân phố văn hóa', 'title', 'commendation', 'state', 'cấp phường', 'Chủ tịch Ủy ban nhân dân quận, huyện (đến 30/6/2025), phường, xã', 'season', 'Nghị định 98/2023/NĐ-CP (baoquocte.vn, 2024)', '', '', '2024-01-01', '2025-06-30', 'Nghị định 98/2023/NĐ-CP (baoquocte.vn, 2024)', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a141', 'thon-to-dan-pho-van-hoa', 2, 'Thôn, tổ dân phố văn hóa', 'title', 'commendation', 'state', 'cấp phường', 'Chủ tịch Ủy ban nhân dân quận, huyện (đến 30/6/2025), phường, xã', 'season', 'Mức của thời kỳ trước; chưa đối chiếu Nghị định 152/2025/NĐ-CP', '', '', '2025-07-01', NULL, 'Nghị định 152/2025/NĐ-CP; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a142', 'bieu-duong-mat-tran-phuong', 1, 'Biểu dương của Ủy ban Mặt trận Tổ quốc Việt Nam', 'honour', 'commendation', 'front', 'cấp phường', 'Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam phường, xã, đặc khu', 'any', '', '', '', NULL, NULL, 'Thông lệ; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00'),
('0190a000-0000-7000-8000-00000000a143', 'bieu-duong-mat-tran-thanh-pho', 1, 'Biểu dương của Ủy ban Mặt trận Tổ quốc Việt Nam', 'honour', 'commendation', 'front', 'cấp thành phố', 'Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, thành phố', 'any', '', '', '', NULL, NULL, 'Thông lệ; chưa đối chiếu văn bản', '2026-11-22 00:00:00+00:00');
INSERT INTO award_kind (award_id, kind, multiple) VALUES
('0190a000-0000-7000-8000-00000000a101', 'collective', NULL), ('0190a000-0000-7000-8000-00000000a101', 'individual', NULL), ('0190a000-0000-7000-8000-00000000a101', 'household', NULL),
('0190a000-0000-7000-8000-00000000a102', 'collective', NULL), ('0190a000-0000-7000-8000-00000000a102', 'individual', NULL), ('0190a000-0000-7000-8000-00000000a102', 'household', NULL),
('0190a000-0000-7000-8000-00000000a103', 'collective', NULL), ('0190a000-0000-7000-8000-00000000a103', 'individual', NULL), ('0190a000-0000-7000-8000-00000000a103', 'household', NULL),
('0190a000-0000-7000-8000-00000000a104', 'collective', NULL), ('0190a000-0000-7000-8000-00000000a104', 'individual', NULL), ('0190a000-0000-7000-8000-00000000a104', 'household', NULL),
('0190a000-0000-7000-8000-00000000a105', 'collective', NULL), ('0190a000-0000-7000-8000-00000000a105', 'individual', NULL), ('0190a000-0000-7000-8000-00000000a105', 'household', NULL),
('0190a000-0000-7000-8000-00000000a106', 'collective', NULL), ('0190a000-0000-7000-8000-00000000a107', 'collective', 600), ('0190a000-0000-7000-8000-00000000a108', 'collective', NULL),
('0190a000-0000-7000-8000-00000000a109', 'collective', 1500), ('0190a000-0000-7000-8000-00000000a110', 'individual', NULL), ('0190a000-0000-7000-8000-00000000a111', 'collective', 300),
('0190a000-0000-7000-8000-00000000a111', 'individual', 150), ('0190a000-0000-7000-8000-00000000a111', 'household', 150), ('0190a000-0000-7000-8000-00000000a112', 'collective', 300),
('0190a000-0000-7000-8000-00000000a112', 'individual', 150), ('0190a000-0000-7000-8000-00000000a112', 'household', 150), ('0190a000-0000-7000-8000-00000000a113', 'collective', 300),
('0190a000-0000-7000-8000-00000000a113', 'individual', 150), ('0190a000-0000-7000-8000-00000000a113', 'household', 150), ('0190a000-0000-7000-8000-00000000a114', 'collective', 600),
('0190a000-0000-7000-8000-00000000a114', 'individual', 300), ('0190a000-0000-7000-8000-00000000a114', 'household', 300), ('0190a000-0000-7000-8000-00000000a115', 'collective', 600),
('0190a000-0000-7000-8000-00000000a115', 'individual', 300), ('0190a000-0000-7000-8000-00000000a115', 'household', 300), ('0190a000-0000-7000-8000-00000000a116', 'collective', 2000),
('0190a000-0000-7000-8000-00000000a116', 'individual', 1000), ('0190a000-0000-7000-8000-00000000a116', 'household', 1000), ('0190a000-0000-7000-8000-00000000a117', 'collective', 3000),
('0190a000-0000-7000-8000-00000000a117', 'individual', 1500), ('0190a000-0000-7000-8000-00000000a117', 'household', 1500), ('0190a000-0000-7000-8000-00000000a118', 'collective', 3000),
('0190a000-0000-7000-8000-00000000a118', 'individual', 1500), ('0190a000-0000-7000-8000-00000000a118', 'household', 1500), ('0190a000-0000-7000-8000-00000000a119', 'collective', 7000),
('0190a000-0000-7000-8000-00000000a119', 'individual', 3500), ('0190a000-0000-7000-8000-00000000a119', 'household', 3500), ('0190a000-0000-7000-8000-00000000a120', 'collective', 7000),
('0190a000-0000-7000-8000-00000000a120', 'individual', 3500), ('0190a000-0000-7000-8000-00000000a120', 'household', 3500), ('0190a000-0000-7000-8000-00000000a121', 'collective', 7000),
('0190a000-0000-7000-8000-00000000a121', 'individual', 3500), ('0190a000-0000-7000-8000-00000000a121', 'household', 3500), ('0190a000-0000-7000-8000-00000000a122', 'collective', 8000),
('0190a000-0000-7000-8000-00000000a123', 'collective', 8000), ('0190a000-0000-7000-8000-00000000a124', 'collective', 12000), ('0190a000-0000-7000-8000-00000000a125', 'collective', 12000),
('0190a000-0000-7000-8000-00000000a126', 'individual', 4500), ('0190a000-0000-7000-8000-00000000a127', 'individual', 4500), ('0190a000-0000-7000-8000-00000000a128', 'individual', 3000),
('0190a000-0000-7000-8000-00000000a129', 'individual', 3000), ('0190a000-0000-7000-8000-00000000a130', 'individual', 1000), ('0190a000-0000-7000-8000-00000000a131', 'individual', 1000),
('0190a000-0000-7000-8000-00000000a132', 'individual', 300), ('0190a000-0000-7000-8000-00000000a133', 'individual', 300), ('0190a000-0000-7000-8000-00000000a134', 'collective', 1500),
('0190a000-0000-7000-8000-00000000a135', 'collective', 1500), ('0190a000-0000-7000-8000-00000000a136', 'collective', 800), ('0190a000-0000-7000-8000-00000000a137', 'collective', 800),
('0190a000-0000-7000-8000-00000000a138', 'collective', 2000), ('0190a000-0000-7000-8000-00000000a139', 'collective', 2000), ('0190a000-0000-7000-8000-00000000a140', 'collective', 1500),
('0190a000-0000-7000-8000-00000000a141', 'collective', 1500), ('0190a000-0000-7000-8000-00000000a142', 'collective', NULL), ('0190a000-0000-7000-8000-00000000a142', 'individual', NULL),
('0190a000-0000-7000-8000-00000000a142', 'household', NULL), ('0190a000-0000-7000-8000-00000000a143', 'collective', NULL), ('0190a000-0000-7000-8000-00000000a143', 'individual', NULL),
('0190a000-0000-7000-8000-00000000a143', 'household', NULL);
