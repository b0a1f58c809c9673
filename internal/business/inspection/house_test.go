package inspection_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/jpeg"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kheo/internal/business/campaign"
	"kheo/internal/business/initiative"
	"kheo/internal/business/inspection"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/audit"
	"kheo/internal/service/auth"
	"kheo/internal/service/files"
	"kheo/internal/service/web"
)

const (
	seasonCode = "dvk-2026"
	fieldID    = "0190a000-0000-7000-8000-000000000011"
	setID      = "0190a000-0000-7000-8000-000000000041"
	who        = "X-Test-Login"
)

// house is a city with a district of two wards, a season of the city and people.
type house struct {
	*inspection.Service
	db          *db.DB
	units       *org.Service
	initiatives *initiative.Service
	season      campaign.Season
	unit        map[string]org.Unit
	actors      map[string]auth.Actor
	mux         http.Handler
}

func newHouse(t testing.TB, d *db.DB) *house {
	t.Helper()
	h := &house{db: d, units: org.New(d), unit: map[string]org.Unit{}, actors: map[string]auth.Actor{}}
	campaigns := campaign.New(d, h.units)
	h.initiatives = initiative.New(d, h.units, campaigns, participant.New(d), nil)
	store, err := files.New(t.TempDir(), d)
	if err != nil {
		t.Fatal(err)
	}
	h.Service = inspection.New(d, h.units, campaigns, h.initiatives, store)
	h.update(t, func(ctx context.Context, tx *db.Tx) error { return h.found(ctx, tx, campaigns) })
	h.appoint("minh", "Lê Minh Mẫu", auth.Appraiser, "tp")
	h.appoint("cat", "Bùi Cát Mẫu", auth.Appraiser, "cat")
	h.appoint("quan", "Hồ Quân Mẫu", auth.Approver, "quan")
	h.appoint("hoi", "Đỗ Hội Mẫu", auth.CouncilMember, "tp")
	h.appoint("soat", "Vũ Soát Mẫu", auth.Auditor, "tp")
	h.appoint("lan", "Nguyễn Lan Mẫu", auth.Registrar, "cat")
	m := web.New(web.Site{
		Owner: "Thành phố Mẫu", BaseURL: "http://127.0.0.1", Now: func() time.Time { return dbtest.Moment },
		WhoIs:   func(r *http.Request) (auth.Actor, error) { return h.actors[r.Header.Get(who)], nil },
		Waiting: h.initiatives.Waiting,
	})
	h.Mount(m)
	h.mux = m
	return h
}

func (h *house) found(ctx context.Context, tx *db.Tx, campaigns *campaign.Service) (err error) {
	add := func(key, name, kind, parent string) {
		if err == nil {
			h.unit[key], err = h.units.Found(ctx, tx, org.Input{Name: name, Type: org.Type(kind), ParentID: h.unit[parent].ID})
		}
	}
	add("tp", "Thành phố Mẫu", "province", "")
	add("quan", "Quận Mẫu", "district", "tp")
	add("cat", "Phường Cát Mẫu", "ward", "quan")
	add("tho", "Phường Thổ Mẫu", "ward", "quan")
	add("to5", "Tổ dân phố số 5", "neighborhood", "cat")
	if err != nil {
		return err
	}
	h.season, err = campaigns.Found(ctx, tx, audit.System, campaign.SeasonInput{
		Code: seasonCode, Name: "Mùa thi đua 2026", Year: 2026, UnitID: h.unit["tp"].ID, CriteriaSetID: setID, State: campaign.Open,
		LaunchedOn: clock.On(2026, 3, 1), RegisterBy: clock.On(2026, 4, 30), ReportBy: clock.On(2026, 10, 30), ScoreBy: clock.On(2026, 12, 10), DecideBy: clock.On(2026, 12, 20),
	})
	return err
}

func (h *house) appoint(login, name string, role auth.Role, unit string) {
	u := h.unit[unit]
	h.actors[login] = auth.Actor{
		AccountID: uuid.NewString(), SessionID: uuid.NewString(), Name: name,
		Grants: []auth.Grant{{Role: role, UnitID: u.ID, UnitPath: u.Path, UnitName: u.Name}},
	}
}

// reviewed makes an initiative of a unit that is under review.
func (h *house) reviewed(t testing.TB, title, unit string) string {
	t.Helper()
	by := auth.Actor{AccountID: uuid.NewString(), Name: "Người Đăng Ký Mẫu", Grants: []auth.Grant{{Role: auth.Registrar, UnitPath: h.unit["tp"].Path}}}
	in := initiative.Registration{
		ID: uuid.Must(uuid.NewV7()).String(), Season: seasonCode, UnitID: h.unit[unit].ID, ParticipantKind: participant.Collective,
		Participant: "Chi hội Phụ nữ tổ 5", FieldID: fieldID,
		Content: initiative.Content{
			Title: title, Problem: "Ngõ dài 400 mét, năm 2025 mất 9 xe máy.", Objective: "Không quá 3 vụ mất xe trong năm.",
			Method: "Họp dân, góp tiền, lắp camera.", Area: "Ngõ 12, 140 hộ.", Forces: "Tổ dân phố chủ trì.", Resources: "45 triệu đồng.",
			Schedule: "Từ tháng 3 đến tháng 11.", Outputs: "12 camera hoạt động.", Sustainability: "Tổ tự quản giữ.",
		},
	}
	i, err := h.initiatives.Submit(t.Context(), by, in)
	if err != nil {
		t.Fatal(err)
	}
	h.update(t, func(ctx context.Context, tx *db.Tx) error {
		return h.initiatives.Advance(ctx, tx, audit.System, i.ID, initiative.Accepted, initiative.InProgress, initiative.Reported, initiative.UnderReview)
	})
	return i.ID
}

func (h *house) update(t testing.TB, do func(context.Context, *db.Tx) error) {
	t.Helper()
	ctx := context.Background()
	if err := h.db.Update(ctx, func(tx *db.Tx) error { return do(ctx, tx) }); err != nil {
		t.Fatal(err)
	}
}

func (h *house) get(login, path string) *httptest.ResponseRecorder {
	return h.answer(login, httptest.NewRequest(http.MethodGet, path, nil))
}

func (h *house) post(login, path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return h.answer(login, r)
}

func (h *house) answer(login string, r *http.Request) *httptest.ResponseRecorder {
	r.Header.Set(who, login)
	w := httptest.NewRecorder()
	h.mux.ServeHTTP(w, r)
	return w
}

// upload sends files with the fields of the form.
func (h *house) upload(t *testing.T, login, path string, fields map[string]string, sent map[string][]byte) *httptest.ResponseRecorder {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for name, value := range fields {
		if err := m.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	for name, content := range sent {
		part, err := m.CreateFormFile(files.Field, name)
		if err == nil {
			_, err = part.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, path, &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return h.answer(login, r)
}

const camera = "MayAnhTuongTuong"

// photo is a JPEG in which a phone wrote its name.
func photo(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, 900, 600)), nil); err != nil {
		t.Fatal(err)
	}
	body := "Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x10\x01\x02\x00" + string(binary.LittleEndian.AppendUint32(nil, uint32(len(camera)))) + "\x1a\x00\x00\x00" + camera
	head := binary.BigEndian.AppendUint16([]byte("\xff\xd8\xff\xe1"), uint16(len(body)+2))
	return append(append(head, body...), b.Bytes()[2:]...)
}
