-- The catalogue that every installation begins with. Each row names its source;
-- rows without verified_by are shown as not verified.
INSERT INTO campaign_movement (id, code, name, about, launched_on, source, version) VALUES
('0190a000-0000-7000-8000-000000000001', 'dan-van-kheo', 'Phong trào thi đua “Dân vận khéo”',
 'Mỗi năm cấp ủy phát động; tập thể, cá nhân và hộ gia đình đăng ký mô hình, làm, được kiểm tra, công nhận và nhân rộng.',
 '2009-02-26', 'Kế hoạch 70-KH/BDVTW ngày 26/2/2009 của Ban Dân vận Trung ương', 1);
INSERT INTO campaign_field (id, code, name, position, effective_from, source, verified_by) VALUES
('0190a000-0000-7000-8000-000000000011', 'kinh-te', 'Kinh tế', 1, '2009-02-26', 'Bài về hội nghị tổng kết quận Đống Đa, 26/10/2022', 'Bản tin công khai'),
('0190a000-0000-7000-8000-000000000012', 'van-hoa-xa-hoi', 'Văn hóa - xã hội', 2, '2009-02-26', 'Bài về hội nghị tổng kết quận Đống Đa, 26/10/2022', 'Bản tin công khai'),
('0190a000-0000-7000-8000-000000000013', 'quoc-phong-an-ninh', 'Quốc phòng, an ninh', 3, '2009-02-26', 'Bài về hội nghị tổng kết quận Đống Đa, 26/10/2022', 'Bản tin công khai'),
('0190a000-0000-7000-8000-000000000014', 'he-thong-chinh-tri', 'Xây dựng hệ thống chính trị', 4, '2009-02-26', 'Bài về hội nghị tổng kết quận Đống Đa, 26/10/2022', 'Bản tin công khai');
INSERT INTO campaign_framework (id, code, name, effective_from, source, verified_by) VALUES
('0190a000-0000-7000-8000-000000000021', '5-khong', 'Nội dung “5 không”', '2018-01-01', 'Thành phố Hồ Chí Minh, từ năm 2018', 'Bản tin công khai');
INSERT INTO campaign_theme (id, framework_id, position, name) VALUES
('0190a000-0000-7000-8000-000000000031', '0190a000-0000-7000-8000-000000000021', 1, 'Không để người nghèo, người yếu thế tụt lại phía sau'),
('0190a000-0000-7000-8000-000000000032', '0190a000-0000-7000-8000-000000000021', 2, 'Không gây phiền hà cho người dân và doanh nghiệp'),
('0190a000-0000-7000-8000-000000000033', '0190a000-0000-7000-8000-000000000021', 3, 'Không xả rác ra đường và kênh rạch'),
('0190a000-0000-7000-8000-000000000034', '0190a000-0000-7000-8000-000000000021', 4, 'Không vi phạm luật giao thông đường bộ'),
('0190a000-0000-7000-8000-000000000035', '0190a000-0000-7000-8000-000000000021', 5, 'Không tụ tập gây rối');
INSERT INTO campaign_criteria_set (id, code, edition, name, maximum, threshold, effective_from, source, verified_by, created_at) VALUES
('0190a000-0000-7000-8000-000000000041', 'mau', 1, 'Bộ tiêu chí mẫu (không phải văn bản chính thức)', 100, 80, '2009-02-26',
 'Bản mẫu của phần mềm, dựng theo các tiêu chí thường gặp; ngưỡng 80 điểm chưa kiểm chứng', '', '2026-11-22 00:00:00+00:00');
INSERT INTO campaign_criterion (id, set_id, group_name, position, name, points, evidence) VALUES
('0190a000-0000-7000-8000-000000000051', '0190a000-0000-7000-8000-000000000041', 'Sự cần thiết, đúng quy định', 1, 'Xuất phát từ một vấn đề có thật, cụ thể', 8, 'Bản đăng ký, số liệu trước khi làm'),
('0190a000-0000-7000-8000-000000000052', '0190a000-0000-7000-8000-000000000041', 'Sự cần thiết, đúng quy định', 2, 'Đăng ký đúng hạn, đúng thẩm quyền', 7, 'Kế hoạch, văn bản đồng ý của cấp ủy'),
('0190a000-0000-7000-8000-000000000053', '0190a000-0000-7000-8000-000000000041', 'Cách làm và sự tham gia', 3, 'Đủ các bước dân biết, bàn, làm, kiểm tra, giám sát, thụ hưởng', 15, 'Biên bản họp dân, niêm yết, danh sách tham dự'),
('0190a000-0000-7000-8000-000000000054', '0190a000-0000-7000-8000-000000000041', 'Cách làm và sự tham gia', 4, 'Huy động nhiều lực lượng, tự nguyện', 10, 'Phân công, bảng công khai đóng góp'),
('0190a000-0000-7000-8000-000000000055', '0190a000-0000-7000-8000-000000000041', 'Kết quả kiểm chứng được', 5, 'Đạt mục tiêu so với số liệu ban đầu', 20, 'Chỉ số trước và sau, biên bản nghiệm thu'),
('0190a000-0000-7000-8000-000000000056', '0190a000-0000-7000-8000-000000000041', 'Kết quả kiểm chứng được', 6, 'Người dân được thụ hưởng và xác nhận', 10, 'Ý kiến người dân, xác nhận của tổ dân phố'),
('0190a000-0000-7000-8000-000000000057', '0190a000-0000-7000-8000-000000000041', 'Lan tỏa và bền vững', 7, 'Duy trì được ít nhất 12 tháng', 10, 'Nhật ký hoạt động'),
('0190a000-0000-7000-8000-000000000058', '0190a000-0000-7000-8000-000000000041', 'Lan tỏa và bền vững', 8, 'Nơi khác học và làm theo', 10, 'Văn bản, hình ảnh của nơi làm theo'),
('0190a000-0000-7000-8000-000000000059', '0190a000-0000-7000-8000-000000000041', 'Sáng tạo', 9, 'Cách làm mới so với mô hình tương tự', 10, 'So sánh với mô hình đã có');
INSERT INTO recognition_basis (id, code, text, effective_from, effective_to, line, source, verified_by) VALUES
('0190a000-0000-7000-8000-000000000061', 'dieu-le-dang', 'Điều lệ Đảng Cộng sản Việt Nam', '2011-01-19', NULL, 'party', 'Danh mục của phần mềm', ''),
('0190a000-0000-7000-8000-000000000062', 'kh-70-bdvtw', 'Kế hoạch số 70-KH/BDVTW ngày 26/02/2009 của Ban Dân vận Trung ương về phong trào thi đua “Dân vận khéo”', '2009-02-26', NULL, 'party', 'Danh mục của phần mềm', ''),
('0190a000-0000-7000-8000-000000000063', 'luat-tdkt-2003', 'Luật Thi đua, khen thưởng năm 2003 và các luật sửa đổi, bổ sung', '2004-07-01', '2023-12-31', 'state', 'Danh mục của phần mềm', ''),
('0190a000-0000-7000-8000-000000000064', 'luat-tdkt-2022', 'Luật Thi đua, khen thưởng ngày 15/6/2022', '2024-01-01', NULL, 'state', 'Danh mục của phần mềm', ''),
('0190a000-0000-7000-8000-000000000065', 'nd-152-2025', 'Nghị định số 152/2025/NĐ-CP ngày 14/6/2025 của Chính phủ', '2025-07-01', '2027-02-28', 'state', 'Danh mục của phần mềm', ''),
('0190a000-0000-7000-8000-000000000066', 'nd-98-2023', 'Nghị định số 98/2023/NĐ-CP của Chính phủ quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng', '2024-01-01', '2025-06-30', 'state', 'Danh mục của phần mềm', ''),
('0190a000-0000-7000-8000-000000000067', 'luat-06-2026', 'Luật số 06/2026/QH16 ngày 23/4/2026 sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng', '2026-10-01', NULL, 'state', 'Danh mục của phần mềm', ''),
('0190a000-0000-7000-8000-000000000068', 'dieu-le-mttq', 'Điều lệ Mặt trận Tổ quốc Việt Nam', NULL, NULL, 'front', 'Danh mục của phần mềm', '');
