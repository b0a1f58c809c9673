package dossier

import "kheo/internal/platform/fault"

// Missing lists what paper k leaves open or says to be missing, for who prints it.
// A paper that cannot be written at all is refused; see Refusal.
func (r Record) Missing(k Kind) (all []fault.Message) {
	add := func(missing bool, sentence string, args ...any) {
		if missing {
			all = append(all, fault.Say(sentence, args...))
		}
	}
	switch k {
	case Submission:
		add(len(r.Meetings) == 0, "Chưa có biên bản họp trong hệ thống; ngày họp và số phiếu để trống.")
		add(r.Ceremony.Submitter == "" && len(r.Meetings) == 0, "Chưa ghi cơ quan trình.")
		add(len(r.Decision.Bases) == 0, "Quyết định chưa có căn cứ.")
		add(r.Consent.None(), "Chưa có kết quả hiệp y, công khai.")
		add(r.Numbers[k] == "", "Số của tờ trình để trống.")
	case Brief:
		add(r.without(Line.measured) > 0, "%d dòng chưa có kết quả trong hồ sơ; tóm tắt lấy theo lời ghi ở danh sách.", r.without(Line.measured))
	case Report:
		add(r.without(Line.filed) > 0, "%d dòng chưa có hồ sơ mô hình; người báo cáo viết tiếp.", r.without(Line.filed))
		add(r.without(Line.numbered) > 0, "%d dòng chưa có số liệu so với trước.", r.without(Line.numbered))
	case Minutes:
		for _, m := range r.Meetings {
			add(m.FixedAt.IsZero(), "Biên bản phiên họp ngày %s chưa chốt.", m.HeldOn.String())
		}
	case Decision:
		add(r.Decision.Number == "", "Chưa có số.")
		add(r.day().IsZero(), "Chưa có ngày.")
		add(r.Decision.Signer == "", "Chưa có người ký.")
	case Invitation:
		add(r.Ceremony.BeginsAt == "", "Chưa ghi giờ.")
		add(r.Decision.Number == "", "Quyết định chưa có số.")
	case Bonus:
		add(!r.Bonus.Verified, "Hệ số hoặc mức lương cơ sở chưa kiểm chứng.")
	}
	return all
}

// without counts the lines that lack something.
func (r Record) without(has func(Line) bool) (n int) {
	for _, l := range r.Lines {
		if !has(l) {
			n++
		}
	}
	return n
}

func (l Line) filed() bool { return l.Work.ID != "" }

func (l Line) measured() bool { return l.Work.Result != "" || l.numbered() }

func (l Line) numbered() bool {
	for _, x := range l.Indicators {
		if x.Baseline != nil && x.Result != nil {
			return true
		}
	}
	return false
}
