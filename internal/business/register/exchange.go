package register

import (
	"bufio"
	"context"
	"encoding/json"
	"io"

	"kheo/internal/business/participant"
	"kheo/internal/platform/db"
	"kheo/internal/service/exchange"
	"kheo/internal/service/translog"
)

// downloadFormat names the form of a downloaded register.
const downloadFormat = "kheo-register/v1"

// downloadHead is the first line of a downloaded register.
type downloadHead struct {
	Format     string `json:"format"`
	Checkpoint string `json:"checkpoint"` // signed
}

// downloadLeaf is each line after it, in the order of the log. A leaf whose personal data
// were taken out has its hash only.
type downloadLeaf struct {
	Leaf      int64           `json:"leaf"`
	Salt      []byte          `json:"salt,omitempty"`
	Hash      []byte          `json:"hash,omitempty"`
	Statement json.RawMessage `json:"statement,omitempty"`
}

// chunk is how many leaves are read at a time: between two, no connection to the
// database waits for a slow reader. The log only grows, so all chunks are of one tree.
const chunk = 1000

// Export writes the whole register as JSON lines after its checkpoint.
func (s *Service) Export(ctx context.Context, w io.Writer) error {
	var h translog.Head
	err := s.db.View(ctx, func(tx *db.Tx) (err error) {
		h, err = s.log.Head(ctx, tx)
		return err
	})
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 1<<16)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	if err := e.Encode(downloadHead{downloadFormat, string(h.Signed)}); err != nil {
		return err
	}
	for from := int64(0); from < h.N; from += chunk {
		leaves, err := s.leaves(ctx, from, min(h.N, from+chunk))
		if err != nil {
			return err
		}
		for _, l := range leaves {
			line := downloadLeaf{Leaf: l.n, Salt: l.salt, Statement: l.raw}
			if l.salt == nil {
				line = downloadLeaf{Leaf: l.n, Hash: l.hash}
			}
			if err := e.Encode(line); err != nil {
				return err
			}
		}
	}
	return out.Flush()
}

// leaves reads those from a number to before another.
func (s *Service) leaves(ctx context.Context, from, to int64) (all []leaf, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scanLeaf, leafRows+`WHERE leaf >= $1 AND leaf < $2 ORDER BY leaf`, from, to)
		return err
	})
	return all, err
}

// ExportCSV writes every line of the register with how it stands, for spreadsheets.
func (s *Service) ExportCSV(ctx context.Context, w io.Writer) error {
	var failed error
	sheet := exchange.Sheet{Name: "Sổ công nhận", Columns: []exchange.Column{
		{Title: "Dòng của sổ"}, {Title: "Mã kiểm tra"}, {Title: "Tình trạng"}, {Title: "Nội dung ghi nhận"}, {Title: "Họ tên, tên tập thể"}, {Title: "Đối tượng"},
		{Title: "Đơn vị khi được ghi nhận"}, {Title: "Mô hình"}, {Title: "Thành tích"}, {Title: "Cấp"}, {Title: "Số quyết định"}, {Title: "Ngày quyết định"},
		{Title: "Nơi quyết định"}, {Title: "Năm"}, {Title: "Ngày ghi sổ"},
	}, Rows: func(yield func([]any) bool) {
		for after := int64(0); ; {
			all, err := s.standing(ctx, after)
			if failed = err; err != nil || len(all) == 0 {
				return
			}
			for _, e := range all {
				if !yield(e.cells()) {
					return
				}
			}
			after = all[len(all)-1].Serial
		}
	}}
	if err := exchange.CSV(w, sheet); err != nil {
		return err
	}
	return failed
}

// standing lists the entries after a serial, with how each stands today.
func (s *Service) standing(ctx context.Context, after int64) (all []Entry, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scan, entryRows+`WHERE e.serial > $1 ORDER BY e.serial LIMIT $2`, after, chunk)
		if err != nil || len(all) == 0 {
			return err
		}
		return stand(ctx, tx, all, `e.serial > $1 AND e.serial <= $2`, after, all[len(all)-1].Serial)
	})
	return all, err
}

func (e Entry) cells() []any {
	r := e.Record
	what := "Công nhận mô hình"
	if r.Award != "" {
		what = r.Award
	}
	return []any{
		e.Serial, e.Code, e.State.Label(), what, r.Name, participant.Kind(r.ParticipantKind).Label(), r.Unit, r.Title, r.Merit, r.Level,
		r.Number, r.DecidedOn.Time(), r.DecidedBy, r.Year, e.IssuedAt,
	}
}
