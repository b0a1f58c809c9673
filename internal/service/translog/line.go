package translog

import (
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// ErrLine says that a text is no printed checkpoint.
var ErrLine = errors.New("translog: not a printed checkpoint")

// PrintedLine is a checkpoint as one line for a newspaper: whose log, the day, the
// number of leaves and the hash of the tree in groups that people can compare and type.
// Nothing signs it: the many printed copies vouch for it. The last group is a check of
// the rest against misreading.
func PrintedLine(c Checkpoint, day time.Time) string {
	said := fmt.Sprintf("KHEO %s %s %d", c.Origin, day.Format("2006-01-02"), c.N)
	letters := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(c.Hash[:])
	var groups []string
	for len(letters) > 0 {
		n := min(4, len(letters))
		groups, letters = append(groups, letters[:n]), letters[n:]
	}
	return said + " " + strings.Join(groups, "-") + "-" + lineCheck(said, c.Hash)
}

func lineCheck(said string, h tlog.Hash) string {
	sum := sha256.Sum256(append([]byte(said), h[:]...))
	return base32.StdEncoding.EncodeToString(sum[:5])[:4]
}

// ParseLine reads a printed checkpoint as somebody typed it: small letters, other spaces
// and missing hyphens do not matter.
func ParseLine(typed string) (c Checkpoint, day time.Time, err error) {
	fields := strings.Fields(typed)
	if len(fields) < 5 || !strings.EqualFold(fields[0], "KHEO") {
		return c, day, ErrLine
	}
	day, err = time.Parse("2006-01-02", fields[2])
	if err != nil {
		return c, day, ErrLine
	}
	if c.N, err = parseSize(fields[3]); err != nil {
		return c, day, ErrLine
	}
	c.Origin = fields[1]
	letters := strings.ToUpper(strings.ReplaceAll(strings.Join(fields[4:], ""), "-", ""))
	if len(letters) != 56 {
		return c, day, ErrLine
	}
	raw, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(letters[:52])
	if err != nil {
		return c, day, ErrLine
	}
	copy(c.Hash[:], raw)
	if PrintedLine(c, day) != fmt.Sprintf("KHEO %s %s %d %s", c.Origin, fields[2], c.N, grouped(letters)) {
		return c, day, ErrLine
	}
	return c, day, nil
}

func grouped(letters string) string {
	var b strings.Builder
	for n, c := range letters {
		if n > 0 && n%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteRune(c)
	}
	return b.String()
}
