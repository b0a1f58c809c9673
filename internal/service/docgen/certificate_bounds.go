package docgen

// Range is the least and the greatest length that still makes a sound sheet, mm.
type Range struct{ Low, High float64 }

// Holds reports whether v lies in r.
func (r Range) Holds(v float64) bool { return v >= r.Low && v <= r.High }

// The bounds of what can be moved on a design: inside them the longest texts
// fit on every paper. A title may also stand where there is room, 0.
func (Design) MarginRange() Range { return Range{20, 40} }

// HeadTopRange bounds the first line of the headings.
func (Design) HeadTopRange() Range { return Range{22, 30} }

// TitleAtRange bounds the base of a title that stands still.
func (Design) TitleAtRange() Range { return Range{60, 76} }

// SealRoomRange bounds the room for the seal.
func (Design) SealRoomRange() Range { return Range{25, 42} }

// SpecimenCertificate is a certificate with made-up names, to show a design.
func SpecimenCertificate(line string) CertificateText {
	b := Layout{Line: line, Signature: SignatureStyle{Marks: Marks{TM: "TM.", KT: "KT."}}}
	if line == Party {
		b.Signature.Marks = Marks{TM: "T/M", KT: "K/T"}
	}
	of := b.specimenBody()
	return CertificateText{
		LeftHead: []string{of.superior, of.issuer}, PlaceDate: "An Bình, ngày 22 tháng 11 năm 2026", Kind: "GIẤY KHEN",
		Giver: "Cơ quan ra quyết định tặng", Name: "Bà Nguyễn Thị Mẫu", Where: "Tổ dân phố số 4, phường An Bình",
		Merit: "Đã có thành tích xuất sắc trong phong trào thi đua “Dân vận khéo” năm 2026",
		Form:  of.capacity, Signer: "Trần Văn Mẫu", Number: "Số 412, dòng 7", Code: "DVK-0000-0000",
		VerifyURL: "https://kheo.example/kiem-tra/DVK-0000-0000",
	}
}
