package assignment

import (
	"testing"
	"time"
)

func TestEffortsAreByNameAndLateOnlyAfterTheDay(t *testing.T) {
	t.Parallel()
	judged := map[string][]Judge{
		"c1": {{AccountID: "b", Name: "Lê Bé Mẫu", Assigned: true, Begun: true}, {AccountID: "a", Name: "Vũ An Mẫu", Assigned: true, Begun: true, HandedIn: true}},
		"c2": {{AccountID: "b", Name: "Lê Bé Mẫu", Assigned: true}, {AccountID: "a", Name: "Vũ An Mẫu", Assigned: true, Barred: true}},
		"c3": {{AccountID: "a", Name: "Vũ An Mẫu", Assigned: true, Abstained: true}, {AccountID: "d", Name: "Hồ Dũng Mẫu", Barred: true}},
	}
	day := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	for _, over := range []bool{false, true} {
		late := 0
		if over {
			late = 2
		}
		all := efforts(judged, map[string]time.Time{"a": day}, over)
		if len(all) != 2 || all[0].Name != "Lê Bé Mẫu" || all[0].Assigned != 2 || all[0].Begun != 1 || all[0].Late != late || !all[0].LastOn.IsZero() {
			t.Fatalf("over %v: %+v", over, all)
		}
		if a := all[1]; a.Assigned != 1 || a.Done != 1 || a.Late != 0 || a.Abstained != 1 || a.Left() != 0 || a.LastOn.String() != "20/11/2026" {
			t.Errorf("over %v: %+v", over, a)
		}
	}
}
