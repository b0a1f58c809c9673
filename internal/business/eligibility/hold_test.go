package eligibility_test

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"kheo/internal/business/eligibility"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/platform/fault"
	"kheo/internal/service/audit"
)

const holdsAt = "/viec/dieu-kien/tam-dung"

func held(participantID string) eligibility.HoldInput {
	return eligibility.HoldInput{ID: newID(), ParticipantID: participantID, CategoryID: discipline, Body: "Ủy ban Kiểm tra Mẫu", AttestedOn: clock.On(2026, 11, 20)}
}

// TestHoldsAccuseNobody: a hold has no place for what somebody is accused of, and
// nothing else that is kept has one.
func TestHoldsAccuseNobody(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		i := h.received(t, "Khéo trong giữ chợ sạch", "cat")
		h.update(t, func(ctx context.Context, tx *db.Tx) error {
			rows, err := tx.Query(ctx, `SELECT * FROM eligibility_hold WHERE 1 = 0`)
			if err != nil {
				return err
			}
			names, err := rows.Columns()
			want := []string{"id", "participant_id", "unit_path", "category_id", "body", "attested_on", "until", "lifted_on", "lifted_by", "lifted_at", "recorded_by", "recorded_at", "version"}
			if !slices.Equal(names, want) {
				t.Errorf("a hold keeps %q, want %q", names, want)
			}
			return errors.Join(err, rows.Err(), rows.Close())
		})
		for body, say := range map[string]string{
			strings.Repeat("a", 121): "tối đa 120 ký tự", "Thanh tra\nvì nhận tiền": "trên một dòng", " ": "Ghi tên cơ quan xác nhận",
		} {
			in := held(i.ParticipantID)
			in.Body = body
			var v fault.Invalid
			if _, err := h.RecordHold(t.Context(), h.actors["cat"], in); !errors.As(err, &v) || !strings.Contains(v["body"].String(), say) {
				t.Errorf("%.20q: %v, want %q", body, err, say)
			}
		}
		if _, err := h.RecordHold(t.Context(), h.actors["cat"], held(i.ParticipantID)); err != nil {
			t.Fatal(err)
		}
		v := h.judge(t, h.proposal(eligibility.Registration, i))[0]
		h.update(t, func(ctx context.Context, tx *db.Tx) error {
			findings, err := db.One(ctx, tx, db.Value[string], `SELECT findings FROM eligibility_verdict WHERE id = $1`, v.ID)
			trail, err2 := audit.Trail(ctx, tx, audit.Filter{Paths: []string{"/"}, Kind: "eligibility_hold", Limit: 9})
			if len(trail) != 1 || strings.Contains(string(trail[0].After)+trail[0].Title, "Ủy ban Kiểm tra Mẫu") || !strings.Contains(string(trail[0].After), "ky-luat") {
				t.Errorf("trail %+v", trail)
			}
			for _, never := range []string{"Ủy ban Kiểm tra Mẫu", "ky-luat", "Đang xem xét kỷ luật\""} {
				if strings.Contains(findings, never) {
					t.Errorf("the verdict keeps %q", never)
				}
			}
			return errors.Join(err, err2)
		})
	})
}

func TestWhoSeesHolds(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		i := h.received(t, "Khéo trong giữ chợ sạch", "cat")
		in := held(i.ParticipantID)
		for login, want := range map[string]error{"lan": fault.NotFound, "hoi": fault.NotFound, "tho": fault.NotFound, "tri": fault.NotFound, "quan": fault.Forbidden, "soat": fault.Forbidden} {
			if _, err := h.RecordHold(t.Context(), h.actors[login], in); !errors.Is(err, want) {
				t.Errorf("%s records: %v, want %v", login, err, want)
			}
		}
		form := url.Values{"id": {in.ID}, "participant": {i.ParticipantID}, "category": {discipline}, "body": {"Ủy ban Kiểm tra Mẫu"}, "attested_on": {"2026-11-20"}, "tim": {"phụ nữ"}}
		wants(t, h.get("cat", holdsAt+"/moi?tim=phu+nu"), 200, "Chi hội Phụ nữ tổ 5", "Đang xem xét kỷ luật")
		silent(t, h.get("tho", holdsAt+"/moi?tim=phu+nu"), "Chi hội Phụ nữ tổ 5")
		bad := url.Values{"id": {in.ID}, "tim": {"phụ nữ"}, "participant": {i.ParticipantID}, "body": {"Cơ quan\nvà chuyện"}, "attested_on": {"2026-12-20"}}
		wants(t, h.post("cat", holdsAt+"/moi", bad), 422, "Không ghi nội dung sự việc", "không thể sau hôm nay", "Chọn loại tạm dừng", "Chi hội Phụ nữ tổ 5")
		for range 2 { // pressed twice
			wants(t, h.post("cat", holdsAt+"/moi", form), 303)
		}
		for _, login := range []string{"minh", "cat", "quan", "soat"} {
			wants(t, h.get(login, holdsAt), 200, "Chi hội Phụ nữ tổ 5", "Ủy ban Kiểm tra Mẫu")
		}
		wants(t, h.get("tho", holdsAt), 200, "Không có tạm dừng nào")
		for _, login := range []string{"lan", "hoi", "tri"} {
			wants(t, h.get(login, holdsAt), 404)
			wants(t, h.get(login, holdsAt+"/"+in.ID), 404)
			wants(t, h.get(login, holdsAt+"/moi"), 404)
			wants(t, h.post(login, holdsAt+"/"+in.ID, url.Values{"version": {"1"}}), 404)
		}
		wants(t, h.get("tho", holdsAt+"/"+in.ID), 404)
		h.judge(t, h.proposal(eligibility.Registration, i))
		at := "/viec/mo-hinh/" + i.ID + "/dieu-kien"
		wants(t, h.get("minh", at), 200, "Đang có 1 tạm dừng xét", holdsAt+"/"+in.ID)
		for _, login := range []string{"lan", "hoi", "tri"} {
			w := h.get(login, at)
			wants(t, w, 200, "Chưa đủ điều kiện, xin hỏi cơ quan thường trực.")
			silent(t, w, "tạm dừng", "kỷ luật", "Ủy ban Kiểm tra", in.ID)
		}
		wants(t, h.get("tho", at), 404)

		wants(t, h.post("quan", holdsAt+"/"+in.ID, url.Values{"version": {"1"}}), 403)
		wants(t, h.post("cat", holdsAt+"/"+in.ID, url.Values{"version": {"7"}}), 409)
		for range 2 {
			wants(t, h.post("cat", holdsAt+"/"+in.ID, url.Values{"version": {"1"}}), 303)
		}
		wants(t, h.get("cat", holdsAt), 200, "Không có tạm dừng nào")
		wants(t, h.get("cat", holdsAt+"?tinh-trang=het"), 200, "đã gỡ ngày 22/11/2026")
		if v := h.judge(t, h.proposal(eligibility.Registration, i))[0]; v.Outcome != eligibility.Pass {
			t.Errorf("after lifting: %+v", v)
		}
	})
}

// TestHoldsAreForgotten: a hold is deleted twelve months after it ended, or when the
// row that says so says otherwise.
func TestHoldsAreForgotten(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		i := h.received(t, "Khéo trong giữ chợ sạch", "cat")
		for _, until := range []string{"", "2025-11-22", "2025-11-23", "2026-11-22"} {
			in := held(i.ParticipantID)
			in.AttestedOn = clock.Must("2025-01-01")
			in.Until, _ = clock.Parse(until)
			if _, err := h.RecordHold(t.Context(), h.actors["cat"], in); err != nil {
				t.Fatal(err)
			}
		}
		sweep := func(want int) {
			t.Helper()
			if n, err := h.Sweep(t.Context()); err != nil || n != want {
				t.Errorf("%d holds deleted, %v, want %d", n, err, want)
			}
		}
		sweep(1)
		sweep(0)
		d.Now = func() time.Time { return dbtest.Moment.AddDate(0, 0, 1) }
		sweep(1)
		months := int64(0)
		in := eligibility.RetentionInput{Months: &months, Source: "Quy chế mẫu", Version: 1}
		if err := h.ChangeRetention(t.Context(), h.actors["minh"], in); !errors.Is(err, fault.Forbidden) {
			t.Errorf("an appraiser changes how long holds are kept: %v", err)
		}
		if err := h.ChangeRetention(t.Context(), h.actors["tri"], in); err != nil {
			t.Fatal(err)
		}
		sweep(1)
		l, err := h.Holds(t.Context(), h.actors["soat"], eligibility.HoldQuery{State: "tat-ca"})
		if err != nil || len(l.Rows) != 1 || !l.Rows[0].Until.IsZero() {
			t.Errorf("left: %+v, %v", l, err)
		}
	})
}

func TestKindsOfHolds(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		i := h.received(t, "Khéo trong giữ chợ sạch", "cat")
		if _, err := h.RecordHold(t.Context(), h.actors["cat"], held(i.ParticipantID)); err != nil {
			t.Fatal(err)
		}
		at := "/quan-tri/dieu-kien/loai-tam-dung"
		wants(t, h.get("minh", at), 403)
		wants(t, h.get("tri", at), 200, "Đang xem xét kỷ luật", "chưa kiểm chứng", `value="12"`)
		form := url.Values{"id": {discipline}, "label": {"Đang xem xét kỷ luật (mẫu)"}, "severity": {"asks"}, "source": {"Quy chế mẫu"}}
		wants(t, h.post("tri", at, url.Values{"id": {discipline}, "label": {""}, "severity": {"asks"}, "source": {"Quy chế mẫu"}}), 422, "Ghi tên loại tạm dừng", "Quy chế mẫu")
		wants(t, h.post("cat", at, form), 403)
		wants(t, h.post("tri", at, form), 303)
		wants(t, h.post("tri", at, form), 409) // the edition of the form is no more in force
		wants(t, h.get("cat", holdsAt+"/moi?tim=phu+nu"), 200, "Đang xem xét kỷ luật (mẫu)")
		if _, err := h.RecordHold(t.Context(), h.actors["cat"], held(i.ParticipantID)); err == nil {
			t.Error("a hold was recorded under a kind that was replaced")
		}
		if v := h.judge(t, h.proposal(eligibility.Registration, i))[0]; v.Outcome != eligibility.Fail {
			t.Errorf("the hold of before follows its own kind: %+v", v)
		}
		wants(t, h.post("tri", "/quan-tri/dieu-kien/thoi-gian-giu", url.Values{"months": {"999"}, "kept_source": {"x"}, "version": {"1"}}), 422, "Ghi số tháng từ 0 đến 240", `value="999"`)
		wants(t, h.post("tri", "/quan-tri/dieu-kien/thoi-gian-giu", url.Values{"months": {"24"}, "kept_source": {"Quy chế mẫu"}, "version": {"1"}}), 303)
	})
}
