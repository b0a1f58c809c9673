package docgen

// StateLayout is a sample of the State's drafting rules, for a person to check.
func StateLayout() Layout {
	return Layout{
		Name:       "Văn bản hành chính nhà nước (mẫu " + Unverified + ")",
		Source:     "Nghị định 30/2020/NĐ-CP, Phụ lục I",
		VerifiedBy: Unverified,
		PageW:      210, PageH: 297, Top: 20, Bottom: 20, Left: 30, Right: 20,
		Font: "Times New Roman",
		Body: BodyStyle{Size: 14, Line: LineHeight{Multiple: 1.15}, FirstIndent: 12.7,
			Before: 6, Align: AlignJustify},
		PageNumber: PageNumberStyle{Size: 14, FromTop: 10, Align: AlignCenter},
		Head:       HeadStyle{LeftShare: 0.40, Size: 13, NumberSize: 13, PlaceSize: 14},
		Heading:    HeadingStyle{NameSize: 14, AbstractSize: 14, RuleShare: 0.4, Before: 16, After: 12},
		Table:      TableStyle{Size: 12, Line: LineHeight{Multiple: 1}},
		Signature: SignatureStyle{
			Label:  Run{Text: "Nơi nhận:", Bold: true, Italic: true, Size: 12},
			Marker: "- ", Between: ";", End: ".", RecipientsSize: 11, Size: 14, PostBold: true, Room: 28,
		},
		NoteSize: 12,
		EndMark:  "./.",
	}
}

// PartyLayout is a sample of the Party's drafting rules, for a person to check.
func PartyLayout() Layout {
	return Layout{
		Name:       "Văn bản của Đảng (mẫu " + Unverified + ")",
		Source:     "Hướng dẫn 05-HD/VPTW ngày 27/5/2026",
		VerifiedBy: Unverified,
		PageW:      210, PageH: 297, Top: 20, Bottom: 20, Left: 30, Right: 15,
		Font: "Times New Roman",
		Body: BodyStyle{Size: 14, Line: LineHeight{Exact: 18}, FirstIndent: 10,
			Before: 6, Align: AlignJustify},
		PageNumber: PageNumberStyle{Size: 14, FromTop: 10, Align: AlignCenter},
		Head:       HeadStyle{LeftShare: 0.48, Size: 14, NumberSize: 14, PlaceSize: 14},
		Heading:    HeadingStyle{NameSize: 16, AbstractSize: 14, Mark: "-----", Before: 18, After: 10},
		Table:      TableStyle{Size: 12, Line: LineHeight{Multiple: 1}},
		Signature: SignatureStyle{
			Label:  Run{Text: "Nơi nhận:", Underline: true, Size: 14},
			Marker: "- ", Between: ",", End: ".", RecipientsSize: 12, Size: 14, Room: 28,
		},
		NoteSize: 12,
		EndMark:  ".",
	}
}

// StateHead opens a State document: "Số: 12/QĐ-UBND". Superior may be empty.
func StateHead(superior, issuer, number, placeDate string) LetterHead {
	return LetterHead{
		Left: append(superiorLine(superior), Line{Run{Text: issuer, Bold: true}, 0.4}),
		Right: []Line{
			{Run: Run{Text: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Bold: true, Size: 12}},
			{Run{Text: "Độc lập - Tự do - Hạnh phúc", Bold: true, Size: 13}, 1},
		},
		Number: number, PlaceDate: placeDate,
	}
}

// PartyHead opens a Party document: "Số 12-QĐ/QU". Superior may be empty.
func PartyHead(superior, issuer, number, placeDate string) LetterHead {
	return LetterHead{
		Left: append(superiorLine(superior),
			Line{Run: Run{Text: issuer, Bold: true}}, Line{Run: Run{Text: "*"}}),
		Right:  []Line{{Run{Text: "ĐẢNG CỘNG SẢN VIỆT NAM", Bold: true, Size: 15}, 1}},
		Number: number, PlaceDate: placeDate,
	}
}

func superiorLine(superior string) []Line {
	if superior == "" {
		return nil
	}
	return []Line{{Run: Run{Text: superior}}}
}
