package recognition

import (
	"context"

	"kheo/internal/business/initiative"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

// HandedDown lists what was handed down of an initiative and not taken back, the
// earliest first.
func (s *Service) HandedDown(ctx context.Context, tx *db.Tx, initiativeID string) (all []HandDown, err error) {
	found, err := handsOf(ctx, tx, initiativeID)
	for _, h := range found {
		if h.State != Withdrawn {
			all = append(all, h)
		}
	}
	return all, err
}

// Chapter tells an initiative's readers to whom it was handed down, what that unit
// answered, and which issued decisions name it. Drafts are nobody's business yet.
func (s *Service) Chapter(ctx context.Context, tx *db.Tx, initiativeID string) (turns []initiative.Turn, err error) {
	hands, err := handsOf(ctx, tx, initiativeID)
	if err != nil {
		return nil, err
	}
	for _, h := range hands {
		turns = append(turns, initiative.Turn{At: h.HandedAt, Said: fault.Say("%s chuyển xuống %s xem xét.", h.FromName, h.ToName), Quote: h.Reason})
		switch h.State {
		case Taken:
			turns = append(turns, initiative.Turn{At: h.AnsweredAt, Said: fault.Say("%s đã nhận, đang soạn quyết định.", h.ToName)})
		case Declined:
			turns = append(turns, initiative.Turn{At: h.AnsweredAt, Said: fault.Say("%s không nhận.", h.ToName), Quote: h.Answer})
		case Withdrawn:
			turns = append(turns, initiative.Turn{At: h.AnsweredAt, Said: fault.Say("%s đã rút lại.", h.FromName)})
		}
	}
	decided, err := s.OfInitiative(ctx, tx, initiativeID)
	for _, d := range decided {
		turns = append(turns, initiative.Turn{At: d.IssuedAt, Said: d.named(), Href: publicPath(d)})
	}
	return turns, err
}

// named says which decision names an initiative.
func (d Decision) named() fault.Message {
	switch d.Kind {
	case Commendation:
		return fault.Say("Có tên trong quyết định khen thưởng số %s ngày %s.", d.Number, d.DecidedOn.String())
	case Correction:
		return fault.Say("Có tên trong quyết định đính chính số %s ngày %s.", d.Number, d.DecidedOn.String())
	case Replacement:
		return fault.Say("Có tên trong quyết định thay thế số %s ngày %s.", d.Number, d.DecidedOn.String())
	case Revocation:
		return fault.Say("Có tên trong quyết định thu hồi số %s ngày %s.", d.Number, d.DecidedOn.String())
	}
	return fault.Say("Có tên trong quyết định công nhận số %s ngày %s.", d.Number, d.DecidedOn.String())
}
