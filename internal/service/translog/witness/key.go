package witness

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"kheo/internal/service/translog"
	"kheo/internal/service/translog/keep"
)

// What can be wrong when a witness starts.
var (
	ErrNoName = errors.New("witness: its first start needs a name")
	ErrName   = errors.New("witness: the key in the folder is another's")
)

// keyFile is the witness's secret key in its folder.
const keyFile = "witness.key"

// Settle reads the key of the witness in folder, or makes one for name on the first
// start; name may be empty afterwards. now tells the time of cosignatures.
func Settle(folder, name string, now func() time.Time) (*translog.Cosigner, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	file := filepath.Join(folder, keyFile)
	raw, err := os.ReadFile(file) //nolint:gosec // the witness's own folder
	if errors.Is(err, fs.ErrNotExist) {
		if name == "" {
			return nil, ErrNoName
		}
		secret, err := translog.NewCosignerKey(name)
		if err != nil {
			return nil, err
		}
		if err := keep.File(file, []byte(secret+"\n")); err != nil {
			return nil, err
		}
		return translog.NewCosigner(secret, now)
	}
	if err != nil {
		return nil, err
	}
	c, err := translog.NewCosigner(string(raw), now)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if name != "" && c.Name() != name {
		return nil, fmt.Errorf("%w: %s", ErrName, c.Name())
	}
	return c, nil
}
