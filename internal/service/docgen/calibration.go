package docgen

import (
	"compress/zlib"
	"fmt"
	"io"
	"strconv"
	"time"
)

// Shift corrects a printer: what is printed on blanks is moved right and down
// by X and Y tenths of a millimetre (negative: left and up) and made larger by
// Scale thousandths, around the first cross of the calibration sheet.
type Shift struct {
	X, Y  int
	Scale int
}

// shiftFrom is how far the crosses stand from the edges of the paper, mm.
const shiftFrom = 20.0

// ladder is how many tenths of a millimetre the fine ladders reach to each side.
const ladder = 30

// WriteCalibration writes a sheet from which the numbers of a Shift can be read
// with a ruler: crosses, rulers, and ladders whose steps are a tenth of a
// millimetre. The step that stands exactly 20 mm from the edge of the printed
// paper names the number. It is printed with s, so that a printer can be checked
// again; printer is its name.
func WriteCalibration(w io.Writer, paper Paper, date time.Time, printer string, s Shift) error {
	if date.IsZero() {
		return errNoDate
	}
	d := LacquerDesign()
	d.Paper, d.Ink = paper, Color{}
	b := &book{pdfFile: newPDFFile(w, zlib.BestSpeed), Press: &Press{design: d, shift: s}, fits: fits{}}
	b.info(printable("Tờ chỉnh máy in "+printer), date)
	b.ink.begin(d)
	b.ink.scale = 1 / mmPerPoint // true to size on every paper
	b.ink.shift(s)
	b.ink.page(false)
	c := calibration{book: b}
	c.w, c.h = paper.size()
	c.crosses()
	c.ladders()
	c.rulers()
	c.words(printer)
	content, page := b.next(), b.next()
	b.stream(content, "", b.ink.ops)
	b.object(page, "<</Type /Page /Parent %d 0 R /Resources %d 0 R /Contents %d 0 R>>", objPages, objResources, content)
	b.pages = append(b.pages, page)
	return b.close()
}

// calibration is the sheet being drawn, in mm of the paper.
type calibration struct {
	*book
	w, h float64
}

func (c calibration) line(x1, y1, x2, y2 float64) {
	c.ink.path(false, [2]float64{x1, y1}, [2]float64{x2, y2})
}

func (c calibration) text(x, y float64, f face, size float64, text string) {
	c.used[f].add(text)
	c.ink.text(mark{x: x, y: y, text: text, face: f, size: size})
}

func (c calibration) crosses() {
	const arm = 6.0
	c.ink.width(0.1)
	for i, at := range [4][2]float64{{shiftFrom, shiftFrom}, {c.w - shiftFrom, shiftFrom}, {shiftFrom, c.h - shiftFrom}, {c.w - shiftFrom, c.h - shiftFrom}} {
		c.line(at[0]-arm, at[1], at[0]+arm, at[1])
		c.line(at[0], at[1]-arm, at[0], at[1]+arm)
		c.text(at[0]+1.5, at[1]-1.5, bold, 10, strconv.Itoa(i+1))
	}
}

// ladders draws a line for every tenth of a millimetre, each beside the one before.
func (c calibration) ladders() {
	const step = 2.1
	c.ink.width(0.08)
	for k := -ladder; k <= ladder; k++ {
		at, off := 36+float64(k+ladder)*step, shiftFrom+float64(k)/10
		c.line(off, at, off, at+step*0.75)
		c.line(at+10, off, at+10+step*0.75, off)
		if k%5 == 0 {
			label := strconv.Itoa(k)
			c.text(25, at+step*0.75, regular, 8, label)
			c.text(at+10+step*0.4-regular.width(label, 8)/2, 26.5, regular, 8, label)
		}
	}
}

// rulers are for printers that are further off: a line for every millimetre,
// named in tenths.
func (c calibration) rulers() {
	c.ink.width(0.1)
	for k := -10; k <= 10; k++ {
		at, long := shiftFrom+float64(k), 1.5
		if k%5 == 0 {
			long = 3
			label := strconv.Itoa(10 * k)
			c.text(at-regular.width(label, 6)/2, c.h-shiftFrom+12.5, regular, 6, label)
			c.text(c.w-shiftFrom+11.5, at+0.7, regular, 6, label)
		}
		c.line(at, c.h-shiftFrom+7, at, c.h-shiftFrom+7+long)
		c.line(c.w-shiftFrom+7, at, c.w-shiftFrom+7+long, at)
	}
}

// words tells how to read the numbers.
func (c calibration) words(printer string) {
	const left = 46.0
	y := 44.0
	c.text(left, y, bold, 22, "TỜ CHỈNH MÁY IN")
	between := c.w - 2*shiftFrom
	for _, text := range []string{
		"Máy in: " + printer + ". Tờ này in với: ngang " + signed(c.shift.X) + ", dọc " + signed(c.shift.Y) + ", cỡ " + signed(c.shift.Scale) + ".",
		"1. In tờ này đúng khay, đúng chiều giấy sẽ in giấy khen, cỡ 100 % (bỏ chọn “Vừa khổ giấy”).",
		"2. Số ngang: đặt thước từ mép trái tờ giấy. Trong thang vạch đứng bên trái, tìm vạch nằm đúng 20 mm; số cạnh vạch (giữa hai số thì đếm từng vạch) là số ngang.",
		"3. Số dọc: đặt thước từ mép trên tờ giấy. Trong thang vạch nằm phía trên, tìm vạch nằm đúng 20 mm; số dưới vạch là số dọc.",
		"4. Lệch quá 3 mm thì đọc thước ở góc dưới bên trái (số ngang) và góc trên bên phải (số dọc) trước: vạch nằm đúng 20 mm là số cần ghi; in lại rồi mới đọc thang.",
		fmt.Sprintf("5. Cỡ: đo từ dấu thập 1 đến dấu thập 2, đúng phải là %s mm. Ngắn hơn %s mm thì ghi 1, dài hơn chừng ấy thì ghi -1; gấp đôi thì ghi 2 hoặc -2.",
			comma(between), comma(between/1000)),
		"6. Ghi ba số vào Khéo. Nếu tờ này in với số đã có thì cộng thêm vào số đó. In lại: vạch 0 phải nằm đúng 20 mm từ hai mép.",
	} {
		y += 4
		for _, l := range wrapped(printable(text), regular, 13, c.w-left-shiftFrom-24) {
			y += 6.2
			c.text(left, y, regular, 13, l)
		}
	}
}

// signed is n with its sign: +12, 0, -5.
func signed(n int) string {
	if n > 0 {
		return "+" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// comma is v with one decimal, as written in Vietnamese.
func comma(v float64) string {
	tenths := int(v*10 + 0.5)
	return strconv.Itoa(tenths/10) + "," + strconv.Itoa(tenths%10)
}
