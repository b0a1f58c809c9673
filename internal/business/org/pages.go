package org

import (
	"errors"

	"github.com/google/uuid"

	"kheo/internal/platform/fault"
	"kheo/internal/service/web"
)

// pages shows Service to people.
type pages struct{ service *Service }

// Mount adds the public pages of units and their administration to m.
func (s *Service) Mount(m *web.Mux) {
	p := pages{s}
	p.mountPublic(m)
	p.mountUnits(m)
}

func isInvalid(err error) bool {
	var invalid fault.Invalid
	return errors.As(err, &invalid)
}

// refusal is what err says to people when the form may come back for it; else nothing.
func refusal(err error) (fault.Message, bool) {
	var refused fault.Refused
	if errors.As(err, &refused) {
		return refused.Reason, true
	}
	if errors.Is(err, fault.Conflict) {
		return fault.Say("Có người vừa sửa phần này. Phần bạn nhập vẫn còn dưới đây; xin xem bản mới rồi lưu lại."), true
	}
	return fault.Message{}, false
}

// pathID is the id in the address; what is no id is NotFound.
func pathID(r *web.Request, name string) (string, error) {
	id := r.PathValue(name)
	if uuid.Validate(id) != nil {
		return "", fault.NotFound
	}
	return id, nil
}
