package e2e

import (
	"bytes"
	"context"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// choose gives the page a file, as who presses the field does, and waits for the outcome.
func (w *window) choose(name string, file []byte) (outcome string) {
	w.Helper()
	path := filepath.Join(w.TempDir(), name)
	if err := os.WriteFile(path, file, 0o600); err != nil {
		w.Fatal(err)
	}
	w.run(chromedp.Evaluate(`delete document.getElementById('ket-qua').dataset.outcome`, nil), chromedp.SetUploadFiles(`#f-tep`, []string{path}, chromedp.ByQuery))
	return w.outcome()
}

// outcome waits for the end of checking.
func (w *window) outcome() string {
	w.Helper()
	w.run(chromedp.WaitVisible(`#ket-qua[data-outcome]`, chromedp.ByQuery))
	return w.value(`document.getElementById('ket-qua').dataset.outcome`)
}

// scanned types the text of a QR and a name, and presses the button.
func (w *window) scanned(text, name string) string {
	w.Helper()
	w.fill(fields{"chu": text, "ten": name})
	w.run(chromedp.Evaluate(`delete document.getElementById('ket-qua').dataset.outcome`, nil), w.button("Kiểm tra ô QR"))
	return w.outcome()
}

// requests counts what the window asks of any server from now on.
func (w *window) requests() *atomic.Int64 {
	w.Helper()
	var n atomic.Int64
	chromedp.ListenTarget(w.ctx, func(event any) {
		if e, asks := event.(*network.EventRequestWillBeSent); asks && strings.HasPrefix(e.Request.URL, "http") {
			n.Add(1)
		}
	})
	w.run(network.Enable())
	return &n
}

// TestFileIsCheckedOffline opens the page, turns the network off and has files and QRs
// checked: what comes out is right and nothing was sent.
func TestFileIsCheckedOffline(t *testing.T) {
	t.Parallel()
	r, base := served(t)
	for _, width := range []int{wide, 360} {
		w := open(t, base, width, 900)
		w.open("/kiem-tra")
		w.press("Kiểm tra tệp PDF ngay trên máy bạn")
		w.has("Chọn tệp, hoặc thả tệp vào trang này")
		w.hasNot("Trang này cần JavaScript")
		sent := w.requests()
		w.run(network.EmulateNetworkConditions(true, 0, -1, -1))
		if w.value(`navigator.onLine`) != "false" {
			t.Error("the network is on")
		}
		w.files(r)
		w.qrs(r)
		if n := sent.Load(); n != 0 {
			t.Errorf("%d requests were sent while files were checked", n)
		}
		w.run(network.EmulateNetworkConditions(false, 0, -1, -1))
		e := r.entries[0]
		if w.choose("giay.pdf", r.files[0]) != "genuine" {
			t.Error("the file is no longer genuine")
		}
		w.press("Xem dòng này hôm nay")
		w.has("Kiểm tra mã "+e.Code, e.Record.Name)
		if sent.Load() == 0 {
			t.Error("pressing the button sent nothing")
		}
		w.press("Kiểm tra tệp PDF ngay trên máy bạn")
	}
}

// files are chosen one after the other.
func (w *window) files(r registry) {
	w.Helper()
	e := r.entries[0]
	if got := w.choose("Giấy khen của tôi.pdf", r.files[0]); got != "genuine" {
		w.Errorf("the file itself: %s", got)
	}
	w.has("Tệp Giấy khen của tôi.pdf", "Tệp thật, từng byte như lúc phát hành", e.Code, e.Record.Name, e.Record.Unit, e.Record.Number, e.Record.DecidedOn.String(), "khóa cũ "+r.before[0].ID(),
		"Đạt · Từng byte của tệp như lúc phát hành", "Đạt · Bản ghi nằm đúng chỗ trong sổ đã ký", "Chỉ khi bạn bấm nút")
	w.check()
	altered := bytes.Replace(r.files[0], []byte("/Length"), []byte("/Lengtb"), 1)
	foreign := newIssuer(w.T, "kheo.example/khac")
	for _, c := range []struct {
		name, want, says string
		file             []byte
	}{
		{"bang-chung.tlog-proof", "genuine", "Bằng chứng đúng", r.proofs[0]},
		{"sua.pdf", "altered", "Không đạt · Từng byte của tệp như lúc phát hành", altered},
		{"muon.pdf", "altered", "Nội dung đã bị thay đổi sau khi phát hành", r.mixed},
		{"dong-khac.tlog-proof", "other_record", "Bằng chứng kèm theo là của một dòng khác", bytes.Replace(r.proofs[0], []byte("index "), []byte("index 1"), 1)},
		{"khoa-cu.tlog-proof", "retired_key", "Khóa " + r.before[0].ID() + " đã thôi dùng mà vẫn ký", r.late()},
		{"noi-khac.pdf", "foreign", "Giấy do nơi khác ký", foreign.seal(pdf(foreign.proof(statement).Format()), "DVK-0000-0000")},
		{"la.pdf", "unknown_key", "Xin mở lại trang này khi có mạng", newIssuer(w.T, r.keys[0].Name()).sealed()},
		{"rong.pdf", "no_proof", "không mang bằng chứng của sổ công nhận", pdf([]byte("xin chào"))},
		{"anh.png", "not_pdf", "Tệp này không phải PDF", []byte("\x89PNG\r\n\x1a\n")},
		{"khong.pdf", "not_pdf", "Xin chọn tệp PDF mà nơi cấp đã gửi", nil},
		{"lon.pdf", "too_large", "Tệp lớn hơn mọi giấy do Khéo làm ra", append(bytes.Clone(r.files[0]), make([]byte, 40<<20)...)},
		{"nhieu.pdf", "no_proof", "Tệp này không tự chứng minh được", append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("\nc2sp.org/tlog-proof@v2\n"), 1<<20)...)},
	} {
		if got := w.choose(c.name, c.file); got != c.want {
			w.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		w.has(c.says, "Đã kiểm tra")
		w.check()
	}
	w.drop(r.files[1])
	w.has("Tệp tha.pdf", r.entries[1].Record.Name)
}

// late is a proof that the retired key signed after it was retired.
func (r registry) late() []byte {
	p := r.old.proof(statement)
	p.Checkpoint = r.old.sign(strings.Replace(string(bytes.SplitN(p.Checkpoint, []byte("\n\n"), 2)[0]), "\n3\n", "\n999999\n", 1) + "\n")
	return p.Format()
}

// sealed is a file that i made.
func (i issuer) sealed() []byte {
	return i.seal(pdf(i.proof(statement).Format()), "DVK-0000-0000")
}

// drop lets a file fall onto the page.
func (w *window) drop(file []byte) {
	w.Helper()
	w.run(chromedp.Evaluate(`(() => {
		const result = document.getElementById('ket-qua'), data = new DataTransfer();
		delete result.dataset.outcome;
		data.items.add(new File([Uint8Array.from(atob(`+quote(base64.StdEncoding.EncodeToString(file))+`), c => c.charCodeAt(0))], 'tha.pdf', {type: 'application/pdf'}));
		for (const type of ['dragover', 'drop']) document.querySelector('h1').dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
	})()`, nil))
	if got := w.outcome(); got != "genuine" {
		w.Errorf("the dropped file: %s", got)
	}
}

// qrs are typed one after the other.
func (w *window) qrs(r registry) {
	w.Helper()
	e := r.entries[2]
	for _, c := range []struct{ text, name, want, says string }{
		{r.qrs[2], "", "genuine", "Chữ ký trong ô QR đúng"},
		{r.qrs[2], e.Record.Name, "genuine", "Đạt · Tên trên giấy là tên đã ký"},
		{r.qrs[2], e.Record.Name + " Hai", "other_name", "Tên vừa nhập không phải tên mà nơi cấp đã ký"},
		{strings.Replace(r.qrs[2], e.Code, r.entries[3].Code, 1), "", "altered", "Không đạt · Chữ ký trong ô QR đúng"},
		{"xin chào", "", "no_code", "Chưa đọc được chữ trong ô QR"},
		{"", "", "no_code", "Xin chép lại cả dòng chữ"},
	} {
		if got := w.scanned(c.text, c.name); got != c.want {
			w.Errorf("QR %s of %q: %s, want %s", c.text, c.name, got, c.want)
		}
		w.has(c.says)
		w.check()
		if c.want == "genuine" {
			w.has(e.Code, e.Record.Number, e.Record.DecidedOn.String())
		}
	}
}

// TestScannedCodeIsChecked opens the page of a line from its QR: what the QR signed is
// compared with what the page says.
func TestScannedCodeIsChecked(t *testing.T) {
	t.Parallel()
	r, base := served(t)
	w := open(t, base, 360, 800)
	_, path, _ := strings.Cut(r.qrs[0], "https://kheo.example")
	at, packed, _ := strings.Cut(path, "#")
	_, other, _ := strings.Cut(r.qrs[1], "#")
	for fragment, want := range map[string]string{
		packed: "Chữ ký trong ô QR đúng", other: "Chữ ký trong ô QR không đúng", "abc": "Chữ ký trong ô QR không đúng", packed[:len(packed)-1]: "Chữ ký trong ô QR không đúng",
		r.old.short(r.entries[0], "9999-QĐ/QU"): "Ô QR không khớp với dòng này", r.old.short(r.entries[0], r.entries[0].Record.Number): "Chữ ký trong ô QR đúng",
	} {
		w.open("/kiem-tra")
		w.leads(chromedp.Navigate(w.base + at + "#" + fragment))
		w.run(chromedp.WaitVisible(`#chu-ky-qr[data-outcome]`, chromedp.ByQuery))
		w.has(want, r.entries[0].Record.Name)
		w.check()
	}
	for _, plain := range []string{at, at + "#noi-dung"} {
		w.open("/kiem-tra")
		w.leads(chromedp.Navigate(w.base + plain))
		w.run(chromedp.WaitVisible(`[data-verify]`, chromedp.ByQuery))
		w.hasNot("Chữ ký trong ô QR")
	}
}

// TestBrowserThatCannotCheck shows what is to be done where Ed25519 or JavaScript is missing.
func TestBrowserThatCannotCheck(t *testing.T) {
	t.Parallel()
	r, base := served(t)
	_, path, _ := strings.Cut(r.qrs[0], "https://kheo.example")
	w := open(t, base, 360, 800)
	w.run(chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(`SubtleCrypto.prototype.importKey = () => Promise.reject(new DOMException('Algorithm', 'NotSupportedError'))`).Do(ctx)
		return err
	}))
	w.open("/kiem-tra/tep")
	w.run(chromedp.WaitVisible(`[data-unable]`, chromedp.ByQuery))
	w.has("Trình duyệt này chưa kiểm tra được chữ ký Ed25519", "kheo verify", "Kiểm tra bằng mã trên giấy")
	w.hasNot("Chọn tệp, hoặc thả tệp")
	w.check()
	w.leads(chromedp.Navigate(w.base + path))
	w.run(chromedp.WaitVisible(`#chu-ky-qr`, chromedp.ByQuery))
	w.has("chưa kiểm tra được chữ ký trong ô QR")
	w.check()
	bare := open(t, base, 360, 800)
	bare.quick = true // axe is JavaScript
	bare.run(emulation.SetScriptExecutionDisabled(true))
	bare.open("/kiem-tra/tep")
	bare.has("Trang này cần JavaScript", "kheo verify", "Kiểm tra bằng mã trên giấy")
	bare.hasNot("Chọn tệp, hoặc thả tệp")
	bare.hasNot("chữ ký Ed25519")
	bare.press("Kiểm tra bằng mã trên giấy")
	bare.has("Mã nằm cạnh ô QR")
}

// TestPrintedCertificateIsGenuine prints certificates as the program does and has the page
// check them: each single file holds, not a byte of it may be changed, and the book for the
// printer proves nothing.
func TestPrintedCertificateIsGenuine(t *testing.T) {
	t.Parallel()
	dir, out, book := data(t), t.TempDir(), filepath.Join(t.TempDir(), "ca-tap.pdf")
	kheo(t, "--data", dir, "certificate", "--decision", "kt-dvk-2022", "--separate", "-o", out)
	kheo(t, "--data", dir, "certificate", "--decision", "kt-dvk-2022", "--reason", "In cả tập", "-o", book)
	names, err := filepath.Glob(filepath.Join(out, "*.pdf"))
	if err != nil || len(names) < 3 {
		t.Fatalf("printed %v: %v", names, err)
	}
	w := open(t, serve(t, []string{"--data", dir}), wide, 900)
	w.open("/kiem-tra/tep")
	w.quick = true
	for _, name := range append(names[:min(len(names), 5)], book) {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if name == book {
			if got := w.choose("ca-tap.pdf", file); got != "no_proof" {
				t.Errorf("the book: %s", got)
			}
			continue
		}
		if got := w.choose(filepath.Base(name), file); got != "genuine" {
			t.Errorf("%s: %s", name, got)
		}
		w.has("Tệp thật, từng byte như lúc phát hành")
		file[len(file)/2] ^= 1
		if got := w.choose(filepath.Base(name), file); got == "genuine" {
			t.Errorf("%s is genuine with a bit changed", name)
		}
	}
}
