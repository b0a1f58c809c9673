package dossier

import (
	"strings"

	"kheo/internal/business/initiative"
)

// figure writes a number of an indicator; what nobody wrote down is a dash.
func figure(n *int64) string {
	if n == nil {
		return "–"
	}
	if *n < 0 {
		return "-" + money(-*n)
	}
	return money(*n)
}

// change compares the result of an indicator with what was before.
func change(x initiative.Indicator) string {
	if x.Baseline == nil || x.Result == nil {
		return "chưa so được"
	}
	switch by := *x.Result - *x.Baseline; {
	case by > 0:
		return "tăng " + money(by)
	case by < 0:
		return "giảm " + money(-by)
	}
	return "không đổi"
}

// said is an indicator in a few words: "vụ mất xe 9 còn 3 vụ", "hộ tham gia 140 hộ".
func said(x initiative.Indicator) string {
	words := lowered(x.Name) + " "
	if x.Baseline != nil {
		words += "từ " + figure(x.Baseline) + " "
		if *x.Result < *x.Baseline {
			words += "còn "
		} else {
			words += "lên "
		}
	}
	return strings.TrimSpace(words + figure(x.Result) + " " + x.Measure)
}
