package register

import (
	"context"
	"encoding/json"
	"time"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// Badge makes the signed badge of a line at a moment; owner keeps the register. It is
// fault.NotFound where there is no such line, and refused with the reason where the line
// no longer stands as it was issued or personal data were taken out.
func (s *Service) Badge(ctx context.Context, typed, owner string, at time.Time) (b Badge, err error) {
	v, err := s.Verify(ctx, typed)
	if err != nil {
		return b, err
	}
	switch {
	case v.Outcome != Found:
		return b, fault.NotFound
	case v.Entry.Redacted:
		return b, fault.Refuse("Dữ liệu cá nhân của dòng này đã được gỡ nên không cấp huy hiệu.")
	case v.Entry.State != Valid:
		last := v.Entry.Amendments[len(v.Entry.Amendments)-1]
		if last.ByCode != "" {
			return b, fault.Refuse("%s. Xin lấy huy hiệu của dòng mới, mã %s.", v.Entry.State.Label(), last.ByCode)
		}
		return b, fault.Refuse("%s. Lý do: %s", v.Entry.State.Label(), last.Reason)
	}
	keys, err := s.Keys(ctx)
	if err != nil {
		return b, err
	}
	return newBadge(s.baseURL, owner, v.Entry).signed(keys[0], at, func(text []byte) ([]byte, error) {
		_, signature, err := s.log.SignText(keys, text)
		return signature, err
	})
}

// IssuerDocument tells which keys sign badges.
func (s *Service) IssuerDocument(ctx context.Context) (d IssuerDocument, err error) {
	keys, err := s.Keys(ctx)
	if err != nil {
		return d, err
	}
	return newIssuerDocument(s.baseURL, keys)
}

// RevokedBadges lists the badges that no longer hold (1EdTech Revocation List).
type RevokedBadges struct {
	ID     string         `json:"id"`
	Issuer string         `json:"issuer"`
	Badges []RevokedBadge `json:"revokedCredentials"`
}

// RevokedBadge is one badge that no longer holds.
type RevokedBadge struct {
	ID      string `json:"id"`
	Revoked bool   `json:"revoked"`
	Reason  string `json:"revocationReason,omitempty"`
}

// RevokedBadges are those of lines that were corrected, replaced or revoked, or whose
// personal data were taken out, each once, with what was said of it last.
func (s *Service) RevokedBadges(ctx context.Context) (list RevokedBadges, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		list = RevokedBadges{ID: s.baseURL + revocationPath, Issuer: s.baseURL + issuerPath, Badges: []RevokedBadge{}}
		at := map[string]int{}
		return db.Each(ctx, tx, func(r db.Row) error {
			var code string
			var raw []byte
			var said Statement
			if err := r.Scan(&code, &raw); err != nil {
				return err
			}
			if err := json.Unmarshal(raw, &said); err != nil {
				return err
			}
			b := RevokedBadge{badgeAddress(s.baseURL, code), true, ""}
			if said.Change != nil {
				b.Reason = said.Change.Reason
			}
			if n, known := at[code]; known {
				list.Badges[n] = b
				return nil
			}
			at[code] = len(list.Badges)
			list.Badges = append(list.Badges, b)
			return nil
		}, `SELECT code, statement FROM register_leaf WHERE kind <> 'issued' ORDER BY leaf`)
	})
	return list, err
}
