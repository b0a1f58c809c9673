package report

import (
	"fmt"
	"strings"

	"kheo/internal/platform/i18n"
)

// Part is a piece of the paragraph: words, or a number with the rows that it
// counts. The paragraph is an official text and stays Vietnamese.
type Part struct {
	Text  string
	Stage string // of a number: registered, recognised, commended
	Kind  string // of participant, when the number counts one kind
}

// Paragraph writes the sentences that articles print, made from the numbers.
func (s Season) Paragraph() []Part {
	var p paragraph
	p.words("Năm %d có ", s.Season.Year)
	p.kinds("registered", s.Registered)
	p.words(" đăng ký thực hiện với tổng số ")
	p.number("registered", "", s.Registered.Initiatives)
	p.words(" mô hình trên %02d lĩnh vực", len(s.Registered.ByField))
	if len(s.Registered.ByField) > 0 {
		p.words(": %s", names(s.Registered.ByField))
	}
	p.words(".")
	if s.Recognised.Initiatives > 0 {
		p.words(" Công nhận ")
		p.number("recognised", "", s.Recognised.Initiatives)
		p.words(" mô hình của ")
		p.kinds("recognised", s.Recognised)
		p.words("%s.", on(s.Recognised))
	} else if s.Recognised.Amended.Revocations > 0 {
		p.words(" Không còn mô hình nào được công nhận%s.", on(s.Recognised))
	} else {
		p.words(" Chưa có quyết định công nhận.")
	}
	if s.Commended.Participants > 0 {
		p.words(" Khen thưởng ")
		p.kinds("commended", s.Commended)
		p.words("%s.", on(s.Commended))
	}
	return p
}

// Text is the paragraph as one string.
func (s Season) Text() string {
	var b strings.Builder
	for _, part := range s.Paragraph() {
		b.WriteString(part.Text)
	}
	return b.String()
}

type paragraph []Part

func (p *paragraph) words(format string, args ...any) {
	*p = append(*p, Part{Text: fmt.Sprintf(format, args...)})
}

func (p *paragraph) number(stage, kind string, n int64) {
	*p = append(*p, Part{Text: i18n.Group(n, "."), Stage: stage, Kind: kind})
}

// kinds writes "181 tập thể và 176 cá nhân"; kinds without anybody are left out.
func (p *paragraph) kinds(stage string, s Stage) {
	type kind struct {
		key, word string
		n         int64
	}
	var some []kind
	for _, k := range []kind{{"collective", "tập thể", s.Collective}, {"individual", "cá nhân", s.Individual}, {"household", "hộ gia đình", s.Household}} {
		if k.n > 0 {
			some = append(some, k)
		}
	}
	if len(some) == 0 {
		p.words("0 tập thể, cá nhân")
		return
	}
	for n, k := range some {
		switch {
		case n > 0 && n == len(some)-1:
			p.words(" và ")
		case n > 0:
			p.words(", ")
		}
		p.number(stage, k.key, k.n)
		p.words(" %s", k.word)
	}
}

func names(shares []Share) string {
	all := make([]string, len(shares))
	for n, s := range shares {
		all[n] = s.Name
		if n > 0 {
			all[n] = lowerFirst(s.Name)
		}
	}
	return strings.Join(all, "; ")
}

func on(s Stage) string {
	if s.On.IsZero() {
		return ""
	}
	return " (ngày " + s.On.String() + ")"
}

func lowerFirst(s string) string {
	for n := range s {
		if n > 0 {
			return strings.ToLower(s[:n]) + s[n:]
		}
	}
	return s
}
