package certificate

import (
	"math"
	"strconv"
	"strings"

	"kheo/internal/platform/fault"
	"kheo/internal/platform/text"
	"kheo/internal/service/docgen"
)

// heading reads the lines of the heading at the right.
func (d *Design) heading(typed string, v fault.Invalid) {
	d.Heading = nil
	for line := range strings.SplitSeq(typed, "\n") {
		if line = text.Clean(line); line != "" {
			d.Heading = append(d.Heading, line)
			v.Check(len([]rune(line)) <= maxName, "heading", "Phần này dài quá %d ký tự. Xin viết gọn lại.", maxName)
		}
	}
	v.Check(len(d.Heading) <= maxHeading, "heading", "Tiêu đề có tối đa %d dòng.", maxHeading)
}

// sizes reads colours and lengths.
func (d *Design) sizes(in Input, v fault.Invalid) {
	for _, c := range []struct {
		to           *docgen.Color
		field, typed string
	}{{&d.Title, "title", in.Title}, {&d.Ink, "ink", in.Ink}, {&d.Gold, "gold", in.Gold}, {&d.Pale, "pale", in.Pale}} {
		v.Check(c.to.UnmarshalText([]byte(strings.TrimSpace(c.typed))) == nil, c.field, "Viết màu như %s: dấu # rồi sáu ký tự từ 0 đến 9, A đến F.", "#8F1D18")
	}
	for _, l := range lengths(d) {
		typed := strings.TrimSpace(map[string]string{"margin": in.Margin, "head_top": in.HeadTop, "title_at": in.TitleAt, "seal_room": in.SealRoom}[l.field])
		mm, err := strconv.ParseFloat(strings.Replace(typed, ",", ".", 1), 64)
		if l.zero && (typed == "" || err == nil && mm == 0) {
			*l.to = 0
			continue
		}
		if err != nil || !l.within.Holds(mm) { // not a number is in no range
			v.Check(false, l.field, "Ghi số mm từ %s đến %s.", length(l.within.Low), length(l.within.High))
			continue
		}
		*l.to = math.Round(mm*10) / 10
	}
}

// measure is a length that may be moved.
type measure struct {
	to     *float64
	field  string
	within docgen.Range
	zero   bool
}

func lengths(d *Design) []measure {
	return []measure{
		{&d.Margin, "margin", d.MarginRange(), false}, {&d.HeadTop, "head_top", d.HeadTopRange(), false},
		{&d.TitleAt, "title_at", d.TitleAtRange(), true}, {&d.SealRoom, "seal_room", d.SealRoomRange(), false},
	}
}

// length is mm as people write them: 25,5.
func length(mm float64) string {
	return strings.Replace(strconv.FormatFloat(mm, 'f', -1, 64), ".", ",", 1)
}
