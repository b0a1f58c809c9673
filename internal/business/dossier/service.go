package dossier

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"kheo/internal/business/recognition"
	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/service/auth"
	"kheo/internal/service/docgen"
)

// Service is everything that can be done with the papers of decisions.
type Service struct {
	// Set before the first use. What is nil is missing in the papers, which say so.
	Measures   Measures
	Histories  Histories
	Meetings   Meetings
	Conditions Conditions
	Bonuses    Bonuses
	Consents   Consents
	Layouts    Layouts

	db          *db.DB
	decisions   Decisions
	campaigns   Campaigns
	units       Units
	initiatives Initiatives
}

// New makes the service.
func New(d *db.DB, decisions Decisions, campaigns Campaigns, units Units, initiatives Initiatives) *Service {
	return &Service{db: d, decisions: decisions, campaigns: campaigns, units: units, initiatives: initiatives}
}

// View is the set of papers of a decision as its page shows it.
type View struct {
	Record
	Kinds  []Kind // that the reader may have
	Writes bool   // the reader may fill in what the papers need
}

// View shows the set of papers of a decision to somebody who may see it.
func (s *Service) View(ctx context.Context, actor auth.Actor, id string) (v View, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, err := s.seen(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		v = View{Writes: mayWrite(actor, d)}
		for _, k := range Kinds() {
			if mayReadKind(actor, d, k) {
				v.Kinds = append(v.Kinds, k)
			}
		}
		v.Record, err = s.gather(ctx, tx, d)
		return err
	})
	return v, err
}

// Paper writes one paper of the decision of that code, of a decision that is not
// issued yet by its id. It refuses with the reason what cannot be written. Write it
// with docgen.WriteDOCX or docgen.WritePDF.
func (s *Service) Paper(ctx context.Context, actor auth.Actor, kind Kind, decisionCode string) (doc docgen.Document, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, err := s.coded(ctx, tx, actor, decisionCode)
		if err != nil {
			return err
		}
		if kind.Label() == "" || !mayReadKind(actor, d, kind) {
			return fault.NotFound
		}
		r, err := s.gather(ctx, tx, d)
		if err != nil {
			return err
		}
		doc, err = r.Document(kind)
		return err
	})
	return doc, err
}

// coded finds a decision by code or id.
func (s *Service) coded(ctx context.Context, tx *db.Tx, actor auth.Actor, code string) (recognition.Decision, error) {
	if uuid.Validate(code) == nil {
		return s.seen(ctx, tx, actor, code)
	}
	d, err := s.decisions.ByCode(ctx, tx, code)
	if err == nil && !mayRead(actor, d) {
		return recognition.Decision{}, fault.NotFound
	}
	return d, err
}

// seen finds a decision by id that actor may see.
func (s *Service) seen(ctx context.Context, tx *db.Tx, actor auth.Actor, id string) (d recognition.Decision, err error) {
	if uuid.Validate(id) != nil {
		return d, fault.NotFound
	}
	d, err = s.decisions.Decision(ctx, tx, id)
	if err != nil {
		return d, err
	}
	if !mayRead(actor, d) {
		return recognition.Decision{}, fault.NotFound
	}
	return d, nil
}

// Refusal is why a paper cannot be written from r, or nil.
func (r Record) Refusal(k Kind) error {
	if r.Decision.Kind.Amends() && k != Decision {
		return fault.Refuse("Quyết định đính chính, thay thế hoặc thu hồi chỉ có bản quyết định. Các giấy tờ khác in từ quyết định gốc.")
	}
	if len(r.Lines) == 0 && k != Decision {
		return fault.Refuse("Danh sách của quyết định chưa có dòng nào.")
	}
	switch k {
	case Minutes:
		if len(r.Meetings) == 0 {
			return fault.Refuse("Chưa có phiên họp hội đồng nào trong hệ thống bỏ phiếu các mô hình của quyết định này. Dùng biên bản giấy của phiên họp.")
		}
	case Invitation:
		if r.Ceremony.HeldOn.IsZero() {
			return fault.Refuse("Chưa ghi ngày và nơi trao. Điền ở phần “Nơi trao và cơ quan trình” bên dưới.")
		}
	case Bonus:
		if !r.knows.bonus || len(r.Bonus.Items) == 0 {
			return fault.Refuse("Chưa có bảng tính tiền thưởng của quyết định này trong hệ thống.")
		}
		if r.Bonus.Sum() != r.Bonus.Total || r.unpaid() > 0 {
			return fault.Refuse("Bảng tiền thưởng không khớp với danh sách của quyết định. Tính lại tiền thưởng trước khi in.")
		}
	}
	return nil
}

// unpaid counts the lines without an item of money.
func (r Record) unpaid() (n int) {
	for _, l := range r.Lines {
		if _, paid := r.Bonus.item(l.ID); !paid {
			n++
		}
	}
	return n
}

// refused reports whether err is a refusal with a reason, and says it.
func refused(err error) (fault.Message, bool) {
	var r fault.Refused
	if errors.As(err, &r) {
		return r.Reason, true
	}
	return fault.Message{}, false
}
