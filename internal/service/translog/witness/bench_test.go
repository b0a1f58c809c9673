package witness

import (
	"strings"
	"testing"

	"kheo/internal/service/translog/memlog"
)

// BenchmarkAdd lets a witness cosign one checkpoint after the other, each kept on the disk
// before it answers; HTTP is left out.
func BenchmarkAdd(b *testing.B) {
	l := memlog.New(b, origin)
	l.Grow(1000)
	folder := b.TempDir()
	c, err := Settle(folder, "witness.example/w1", noon)
	if err != nil {
		b.Fatal(err)
	}
	w, err := New(folder, c, l.Keys)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		b.StopTimer()
		l.Grow(1)
		old := l.Size() - 1
		if old == 1000 {
			old = 0
		}
		body := request{old, l.Growth(old, l.Size()), l.Signed(l.Size(), 0)}.String()
		b.StartTimer()
		if a := w.answer(strings.NewReader(body)); a.status != 200 {
			b.Fatal(a)
		}
	}
}
