package register

import (
	"context"
	"net/http"
	"strings"

	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/platform/i18n"
	"kheo/internal/service/translog"
	"kheo/internal/service/web"
	"kheo/internal/service/web/ui"
)

// filePath is the page on which a file is checked in the browser.
const filePath = "/kiem-tra/tep"

// file shows the page that checks a file in the browser. It may not connect to anything,
// so that everybody can see that the file stays where it is.
func (p pages) file(w http.ResponseWriter, r *web.Request) error {
	ctx := r.Context()
	keys, err := p.Keys(ctx)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Security-Policy", strings.Replace(h.Get("Content-Security-Policy"), "connect-src 'self'", "connect-src 'none'", 1))
	page := r.Page(i18n.T(ctx, "Kiểm tra tệp PDF"), i18n.T(ctx, "Xem tệp giấy khen, giấy chứng nhận có đúng như lúc phát hành hay không, ngay trên máy bạn."))
	return web.Show(w, r, page, fileContent(keys))
}

// step is what the script calls a check, and the check in words.
type step struct{ name, what string }

// steps are the checks of ExamineFile and ExamineQR.
var steps = []step{
	{"kind", "Tệp là PDF hoặc bằng chứng"},
	{"size", "Tệp không lớn hơn một tờ giấy có thể có"},
	{"carries", "Tệp mang theo bằng chứng"},
	{"whole", "Bằng chứng trong tệp còn nguyên"},
	{"issuer", "Người ký là sổ công nhận này"},
	{"known", "Khóa đã ký có trong các khóa công khai"},
	{"entitled", "Khóa đã ký còn được quyền ký"},
	{"signed", "Chữ ký của sổ công nhận đúng"},
	{"place", "Bản ghi nằm đúng chỗ trong sổ đã ký"},
	{"issued", "Bản ghi là một dòng đã phát hành"},
	{"sealed", "Dấu niêm ở cuối tệp còn nguyên"},
	{"every", "Từng byte của tệp như lúc phát hành"},
	{"scanned", "Ô QR có mã và chữ ký"},
	{"qr", "Chữ ký trong ô QR đúng"},
	{"name", "Tên trên giấy là tên đã ký"},
}

// ending is what the page says at the end of checking; script replaces {key} and {code}.
type ending struct {
	outcome     Outcome
	kind        ui.NoticeKind
	title, next string
}

// endings are the outcomes that are not genuine.
var endings = []ending{
	{NotPDF, ui.Due, "Chưa kiểm tra được tệp này", "Xin chọn tệp PDF mà nơi cấp đã gửi."},
	{TooLarge, ui.Due, "Chưa kiểm tra được tệp này", "Xin lấy lại tệp gốc từ nơi cấp."},
	{NoProof, ui.Due, "Tệp này không tự chứng minh được", "Hoặc xin lấy lại tệp gốc từ nơi cấp."},
	{Altered, ui.Bad, "Không tin được", "Mở rồi lưu lại bằng chương trình khác cũng làm thay đổi tệp. Xin lấy lại tệp gốc từ nơi cấp."},
	{OtherRecord, ui.Bad, "Không tin được", "Xin kiểm tra bằng mã in trên giấy."},
	{Foreign, ui.Bad, "Không phải của sổ công nhận này", "Xin hỏi cơ quan ghi trên giấy."},
	{UnknownKey, ui.Due, "Chưa kiểm tra được bằng các khóa của trang này", "Xin mở lại trang này khi có mạng rồi kiểm tra lần nữa."},
	{RetiredKey, ui.Bad, "Không tin được", "Xin báo cho cơ quan giữ sổ công nhận."},
	{NoCode, ui.Due, "Chưa đọc được chữ trong ô QR", "Xin chép lại cả dòng chữ trong ô QR, kể cả phần sau dấu #. Nếu chỉ có mã, xin kiểm tra bằng mã trên giấy."},
	{OtherName, ui.Bad, "Tên không khớp", "Xin xem lại tên vừa nhập: đủ dấu, đúng như trên giấy."},
}

// notice is the ending in the words of Verdict.Say, and what to do next.
func (e ending) notice(ctx context.Context) ui.Notice {
	v := Verdict{Outcome: e.outcome, Code: "{code}", Key: translog.Key{VKey: "+{key}+"}}
	text := i18n.T(ctx, e.next)
	if e.outcome != NoCode { // the text of a QR without its signature has a code that may well be right
		text = v.Say().In(i18n.From(ctx)) + " " + text
	}
	return ui.Notice{
		Kind: e.kind, Title: i18n.T(ctx, e.title), Text: text,
		Links: []ui.Link{{Text: i18n.T(ctx, "Kiểm tra bằng mã trên giấy"), Href: "/kiem-tra"}},
	}
}

// recordFacts is what a statement says, for the script to fill in.
func recordFacts(ctx context.Context) []ui.Fact {
	return []ui.Fact{
		{Label: i18n.T(ctx, "Mã trên giấy"), Value: "{code}"},
		{Label: i18n.T(ctx, "Họ tên, tên tập thể"), Value: "{name}"},
		{Label: i18n.T(ctx, "Đối tượng"), Value: "{participant_kind}"},
		{Label: i18n.T(ctx, "Đơn vị khi được ghi nhận"), Value: "{unit}"},
		{Label: i18n.T(ctx, "Nội dung ghi nhận"), Value: "{what}"},
		{Label: i18n.T(ctx, "Cấp"), Value: "{level}"},
		{Label: i18n.T(ctx, "Mô hình"), Value: "{title}"},
		{Label: i18n.T(ctx, "Thành tích"), Value: "{merit}"},
		{Label: i18n.T(ctx, "Quyết định"), Value: i18n.T(ctx, "Số %s ngày %s, dòng %s", "{number}", "{day}", "{position}")},
		{Label: i18n.T(ctx, "Nơi quyết định"), Value: "{decided_by}"},
	}
}

// shortFacts is what a QR says by itself, for the script to fill in.
func shortFacts(ctx context.Context) []ui.Fact {
	return []ui.Fact{
		{Label: i18n.T(ctx, "Mã trên giấy"), Value: "{code}"},
		{Label: i18n.T(ctx, "Quyết định"), Value: i18n.T(ctx, "Số %s ngày %s", "{number}", "{day}")},
	}
}

// kindWords name the kinds of participants and of decisions for the script.
func kindWords(ctx context.Context) (words []step) {
	for _, k := range []participant.Kind{participant.Collective, participant.Individual, participant.Household} {
		words = append(words, step{"kind-" + string(k), i18n.T(ctx, k.Label())})
	}
	return append(words, step{"what-" + string(recognition.Recognition), i18n.T(ctx, "Công nhận mô hình")},
		step{"what-" + string(recognition.Commendation), i18n.T(ctx, "Khen thưởng")})
}
