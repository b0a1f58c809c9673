package account

// actLabel says an act of the audit trail in Vietnamese, a source text of i18n;
// acts that it does not know keep their name.
func actLabel(act string) string {
	if label, ok := actLabels[act]; ok {
		return label
	}
	if label, ok := paperActs[act]; ok {
		return label
	}
	return act
}

var actLabels = map[string]string{
	"org.unit_added":                  "Thêm đơn vị",
	"org.unit_changed":                "Sửa đơn vị",
	"org.unit_placed":                 "Đặt đơn vị vào cây khác",
	"org.unit_unplaced":               "Gỡ đơn vị khỏi cây khác",
	"org.code_added":                  "Thêm mã của đơn vị",
	"org.code_removed":                "Gỡ mã của đơn vị",
	"org.post_added":                  "Thêm chức danh",
	"org.post_changed":                "Sửa chức danh",
	"org.post_ended":                  "Kết thúc chức danh",
	"participant.merged":              "Nối hai dòng là một đối tượng",
	"participant.unmerged":            "Tách lại hai dòng đã nối",
	"participant.told_apart":          "Ghi là hai đối tượng khác nhau",
	"participant.not_told_apart":      "Bỏ ghi nhận hai đối tượng khác nhau",
	"participant.alias_added":         "Thêm tên gọi khác",
	"participant.alias_removed":       "Bỏ tên gọi khác",
	"initiative.carried":              "Mô hình theo đơn vị sang đơn vị kế tiếp",
	"initiative.handed_over":          "Bàn giao mô hình",
	"org.table_imported":              "Nhập bảng chuyển đổi đơn vị",
	"org.event_entered":               "Ghi sự kiện của đơn vị",
	"org.event_effective":             "Sự kiện của đơn vị có hiệu lực",
	"org.event_verified":              "Đối chiếu sự kiện với văn bản",
	"org.event_withdrawn":             "Rút sự kiện của đơn vị",
	"account.created":                 "Lập tài khoản",
	"account.role_given":              "Giao vai trò",
	"account.role_taken":              "Thôi giao vai trò",
	"account.disabled":                "Khóa tài khoản",
	"account.enabled":                 "Mở khóa tài khoản",
	"account.password_reset":          "Đặt lại mật khẩu",
	"account.password_changed":        "Đổi mật khẩu",
	"account.session_ended":           "Kết thúc một phiên đăng nhập",
	"account.sessions_ended":          "Kết thúc các phiên đăng nhập",
	"account.second_factor_on":        "Bật xác nhận hai bước",
	"account.second_factor_off":       "Tắt xác nhận hai bước",
	"account.second_factor_reset":     "Quản trị tắt xác nhận hai bước",
	"account.token_created":           "Tạo mã truy cập",
	"account.token_revoked":           "Thu hồi mã truy cập",
	"campaign.season_launched":        "Phát động mùa thi đua",
	"campaign.season_changed":         "Sửa mùa thi đua",
	"campaign.criteria_begun":         "Bắt đầu soạn bộ tiêu chí",
	"campaign.criteria_edited":        "Sửa bản soạn bộ tiêu chí",
	"campaign.criteria_discarded":     "Bỏ bản soạn bộ tiêu chí",
	"campaign.criteria_proposed":      "Đề xuất bộ tiêu chí",
	"campaign.criteria_published":     "Ban hành bộ tiêu chí",
	"campaign.criteria_sent_back":     "Trả lại bộ tiêu chí",
	"initiative.begun":                "Bắt đầu bản đăng ký",
	"initiative.edited":               "Sửa hồ sơ mô hình",
	"initiative.submitted":            "Gửi đăng ký mô hình",
	"initiative.returned":             "Trả lại đăng ký để bổ sung",
	"initiative.accepted":             "Nhận đăng ký mô hình",
	"initiative.declined":             "Không nhận đăng ký",
	"initiative.discarded":            "Bỏ bản nháp",
	"initiative.withdrawn":            "Rút mô hình",
	"initiative.ended":                "Dừng mô hình",
	"initiative.imported":             "Nhập mô hình từ tệp",
	"initiative.indicators_set":       "Đặt chỉ tiêu",
	"initiative.progress_added":       "Ghi tiến độ",
	"initiative.evidence_added":       "Thêm minh chứng",
	"initiative.evidence_published":   "Công khai minh chứng",
	"initiative.in_progress":          "Bắt đầu thực hiện",
	"initiative.reported":             "Nộp báo cáo kết quả",
	"initiative.under_review":         "Mở thẩm định",
	"initiative.recognised":           "Công nhận mô hình",
	"initiative.not_recognised":       "Không công nhận mô hình",
	"initiative.kept_alive":           "Duy trì mô hình",
	"review.sheet_saved":              "Lưu phiếu chấm",
	"review.sheet_handed_in":          "Nộp phiếu chấm",
	"review.sheet_taken_back":         "Rút phiếu chấm",
	"review.result_recorded":          "Ghi kết quả hội đồng",
	"review.sheet_typed_in":           "Nhập phiếu chấm từ giấy",
	"review.self_saved":               "Lưu phiếu tự chấm",
	"review.self_handed_in":           "Gửi phiếu tự chấm",
	"review.abstained":                "Xin không chấm",
	"review.resumed":                  "Bỏ lời xin không chấm",
	"assignment.given":                "Giao hồ sơ cho thẩm định viên",
	"assignment.taken_away":           "Bỏ giao hồ sơ",
	"assignment.undone":               "Hoàn tác đợt phân công",
	"assignment.limited":              "Đổi ai được chấm hồ sơ không giao cho mình",
	"assignment.rule_added":           "Thêm quy tắc phân công",
	"assignment.rule_dropped":         "Bỏ quy tắc phân công",
	"conflict.confirmed":              "Xác nhận xung đột lợi ích",
	"conflict.dismissed":              "Bỏ qua nghi ngờ xung đột lợi ích",
	"conflict.declared":               "Tự khai xung đột lợi ích",
	"inspection.planned":              "Lập chuyến kiểm tra",
	"inspection.replanned":            "Sửa kế hoạch chuyến kiểm tra",
	"inspection.written":              "Ghi điều đã thấy khi kiểm tra",
	"inspection.photo_added":          "Thêm ảnh kiểm tra",
	"inspection.done":                 "Khép chuyến kiểm tra",
	"inspection.cancelled":            "Hủy chuyến kiểm tra",
	"council.founded":                 "Lập hội đồng",
	"council.changed":                 "Sửa hội đồng",
	"council.member_added":            "Thêm thành viên hội đồng",
	"council.member_changed":          "Sửa thành viên hội đồng",
	"council.member_released":         "Thôi thành viên hội đồng",
	"council.meeting_called":          "Mở phiên họp hội đồng",
	"council.meeting_changed":         "Sửa phiên họp hội đồng",
	"council.attendance_noted":        "Điểm danh phiên họp",
	"council.agenda_chosen":           "Chọn hồ sơ của phiên họp",
	"council.recused":                 "Ghi không bỏ phiếu vì có liên quan",
	"council.recusal_ended":           "Bỏ ghi nhận không bỏ phiếu",
	"council.round_opened":            "Mở lượt bỏ phiếu",
	"council.voted":                   "Thành viên đã bỏ phiếu",
	"council.paper_set":               "Đổi cách bỏ phiếu của một thành viên",
	"council.papers_counted":          "Người kiểm phiếu nhập phiếu giấy",
	"council.round_closed":            "Đóng lượt bỏ phiếu",
	"council.minutes_written":         "Viết biên bản phiên họp",
	"council.minutes_fixed":           "Chốt biên bản phiên họp",
	"council.rule_added":              "Thêm ấn bản quy tắc bỏ phiếu",
	"recognition.drafted":             "Lập dự thảo quyết định",
	"recognition.edited":              "Sửa dự thảo quyết định",
	"recognition.list_changed":        "Sửa danh sách của quyết định",
	"recognition.line_edited":         "Sửa một dòng của quyết định",
	"recognition.discarded":           "Bỏ dự thảo quyết định",
	"recognition.signed":              "Ký quyết định",
	"recognition.issued":              "Ban hành quyết định",
	"recognition.handed_down":         "Chuyển hồ sơ xuống cấp dưới",
	"recognition.hand_down_withdrawn": "Rút lại hồ sơ đã chuyển xuống",
	"recognition.hand_down_accepted":  "Nhận hồ sơ được chuyển xuống",
	"recognition.hand_down_declined":  "Không nhận hồ sơ được chuyển xuống",
	"register.entered":                "Ghi sổ công nhận",
	"register.certificates_printed":   "In giấy chứng nhận",
}

// kindLabels name the kinds of objects in the trail; the pages offer them as a filter.
var kindLabels = map[string]string{
	"unit":                    "Đơn vị",
	"unit_event":              "Sự kiện của đơn vị",
	"post":                    "Chức danh",
	"account":                 "Tài khoản",
	"token":                   "Mã truy cập",
	"season":                  "Mùa thi đua",
	"campaign":                "Phong trào",
	"criteria_set":            "Bộ tiêu chí",
	"initiative":              "Mô hình",
	"participant":             "Tập thể, cá nhân",
	"review":                  "Xét duyệt",
	"decision":                "Quyết định",
	"certificate":             "Giấy chứng nhận",
	"certificate_design":      "Mẫu giấy",
	"certificate_calibration": "Máy in",
	"award":                   "Hình thức khen thưởng",
	"award_money":             "Mức tiền",
	"legal_basis":             "Căn cứ pháp lý",
	"layout":                  "Thể thức văn bản",
	"numberbook":              "Sổ văn bản",
	"bonus_fund":              "Quỹ khen thưởng",
	"signing_power":           "Quyền ký",
	"concurrence":             "Hiệp y, công khai",
	"eligibility_rule":        "Quy tắc điều kiện",
}

// kindLabel says a kind of object in Vietnamese, a source text of i18n; kinds that
// it does not know keep their name.
func kindLabel(kind string) string {
	if label, ok := kindLabels[kind]; ok {
		return label
	}
	return kind
}

// fieldLabel says the name of a field of an audited object; the others keep their name.
func fieldLabel(field string) string {
	if label, ok := fieldLabels[field]; ok {
		return label
	}
	return field
}

var fieldLabels = map[string]string{
	"Code": "Mã", "Name": "Tên", "Type": "Loại", "Line": "Hệ thống", "Path": "Đường dẫn trong cây", "ParentID": "Đơn vị cấp trên (số nội bộ)",
	"ValidFrom": "Thành lập từ ngày", "ValidTo": "Ngày cuối cùng", "Version": "Lần sửa", "ID": "Số nội bộ",
	"On": "Ngày hiệu lực", "Basis": "Căn cứ", "Source": "Nguồn", "VerifiedBy": "Người đối chiếu", "State": "Tình trạng", "CreatedBy": "Người ghi",
	"Holder": "Họ tên", "From": "Từ ngày", "To": "Đến hết ngày", "Tree": "Cây", "Parent": "Trực thuộc", "Scheme": "Nơi cấp mã",
	"Login": "Tên đăng nhập", "Disabled": "Đã khóa", "SecondFactor": "Xác nhận hai bước", "Roles": "Vai trò", "Sessions": "Phiên đang mở",
	"Scopes": "Phạm vi", "ExpiresAt": "Hết hạn", "CreatedAt": "Lập ngày", "Title": "Tên gọi", "Stage": "Giai đoạn", "UnitPath": "Đường dẫn của đơn vị",
	"code": "Mã", "kind": "Loại", "state": "Tình trạng", "title": "Tên gọi", "participant": "Người đăng ký", "due_on": "Hạn",
	"reason": "Lý do", "version": "Lần sửa", "number": "Số và ký hiệu", "decided_on": "Ngày của quyết định", "subject": "Trích yếu", "level": "Cấp",
	"way": "Cách", "cases": "Hồ sơ", "pairs": "Lượt chấm", "people": "Giao cho", "only_assigned": "Chỉ người được phân công mới chấm", "field": "Lĩnh vực",
	"award": "Hình thức khen", "signer": "Họ tên người ký", "lines": "Số dòng", "unit": "Đơn vị", "on": "Ngày", "note": "Ghi chú",
	"certificates": "Số giấy", "reprints": "Số giấy in lại", "design": "Mẫu giấy", "edition": "Bản", "overprint": "In lên phôi in sẵn", "separate": "Mỗi giấy một tệp",
	"Printer": "Máy in", "X": "Số ngang", "Y": "Số dọc", "Scale": "Cỡ", "Edition": "Bản",
	"step": "Bước", "beneficiaries": "Được hưởng", "money": "Huy động (đồng)", "labor_days": "Ngày công",
}
