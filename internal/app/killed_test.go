package app

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"

	"kheo/internal/business/campaign"
	"kheo/internal/business/numberbook"
	"kheo/internal/business/org"
	"kheo/internal/business/participant"
	"kheo/internal/business/recognition"
	"kheo/internal/business/register"
	"kheo/internal/platform/clock"
	"kheo/internal/platform/db"
	"kheo/internal/platform/db/dbtest"
	"kheo/internal/service/audit"
)

// Where the process that is to be killed finds what it works on.
const (
	killedData     = "KHEO_TEST_KILLED_DATA"
	killedDatabase = "KHEO_TEST_KILLED_DATABASE"
)

// TestMain runs the tests, or issues decisions until it is killed.
func TestMain(m *testing.M) {
	if data := os.Getenv(killedData); data != "" {
		if err := issueForever(Config{Data: data, Database: os.Getenv(killedDatabase), BaseURL: "http://127.0.0.1"}); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// issueForever issues one decision after the other and names each once it is issued.
func issueForever(c Config) error {
	ctx := context.Background()
	a, err := Open(ctx, c)
	if err != nil {
		return err
	}
	for {
		var d recognition.Decision
		err := a.DB.Update(ctx, func(tx *db.Tx) (err error) {
			d, err = issueOne(ctx, tx, a)
			return err
		})
		if err != nil {
			return err
		}
		fmt.Println(d.ID)
	}
}

// issueOne enters a decision of a few lines for the only committee there is.
func issueOne(ctx context.Context, tx *db.Tx, a *App) (d recognition.Decision, err error) {
	ward, err := a.Org.ByCode(ctx, tx, "unit", "phuong-mau")
	if err != nil {
		return d, err
	}
	var lines []recognition.LineInput
	for n := range 1 + rand.IntN(40) { //nolint:gosec // no secret
		p, _, err := a.Participants.Ensure(ctx, tx, participant.Individual, fmt.Sprintf("Bà Mẫu %d", n), participant.Unit{ID: ward.ID, Path: ward.Path})
		if err != nil {
			return d, err
		}
		lines = append(lines, recognition.LineInput{ParticipantID: p.ID, Title: "Khéo của bà Mẫu"})
	}
	issued, err := db.One(ctx, tx, db.Value[int], `SELECT COUNT(*) FROM recognition_decision`)
	if err != nil {
		return d, err
	}
	id := newID()
	return a.Recognition.Enter(ctx, tx, audit.System, recognition.Input{
		ID: id, Code: "kt-" + id, Season: "dvk-mau", UnitID: ward.ID, Kind: recognition.Commendation, Level: "cấp phường", Award: "giấy khen",
		Number: fmt.Sprintf("%d-QĐ/ĐU", issued+1), DecidedOn: clock.On(2026, 11, 20), Place: "Mẫu", Letterhead: "ĐẢNG ỦY MẪU", Line: org.Party,
		SignAs: "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ", Signer: "Nguyễn Văn Mẫu", OtherBases: "Tờ trình số 1;",
	}, lines)
}

// TestKilledWhileIssuing kills a process that issues decisions, at any moment, five
// times: what it said is issued stands in the register, and log and rows agree.
func TestKilledWhileIssuing(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		killedWhileIssuing(t, Config{Data: t.TempDir(), BaseURL: "http://127.0.0.1"})
	})
	if dbtest.HasPostgres() {
		t.Run("postgres", func(t *testing.T) {
			t.Parallel()
			killedWhileIssuing(t, Config{Data: t.TempDir(), Database: dbtest.PostgresURL(t), BaseURL: "http://127.0.0.1"})
		})
	}
}

func killedWhileIssuing(t *testing.T, c Config) {
	t.Helper()
	opened(t, c, func(a *App) error { return oneCommittee(t.Context(), a) })
	var acknowledged []string
	for range 5 {
		acknowledged = append(acknowledged, untilKilled(t, c, 1+rand.IntN(12))...) //nolint:gosec // no secret
		opened(t, c, func(a *App) error {
			f, err := a.Register.CheckAll(t.Context(), nil)
			if err == nil && !f.OK() {
				t.Errorf("after the kill: %v", f.Problems)
			}
			return err
		})
	}
	opened(t, c, func(a *App) error {
		return a.DB.View(t.Context(), func(tx *db.Tx) error {
			for _, id := range acknowledged {
				if all, err := a.Register.Entries(t.Context(), tx, id); err != nil || len(all) == 0 || all[0].State != register.Valid {
					t.Errorf("decision %s: %d lines, %v", id, len(all), err)
				}
			}
			return nil
		})
	})
}

func opened(t *testing.T, c Config, do func(*App) error) {
	t.Helper()
	a, err := Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if err := do(a); err != nil {
		t.Error(err)
	}
	if err := a.Close(); err != nil {
		t.Error(err)
	}
}

// oneCommittee founds a ward that may decide, and its season.
func oneCommittee(ctx context.Context, a *App) (err error) {
	var ward org.Unit
	err = a.DB.Update(ctx, func(tx *db.Tx) error {
		if ward, err = a.Org.Found(ctx, tx, org.Input{Code: "phuong-mau", Name: "Phường Mẫu", Type: "ward"}); err != nil {
			return err
		}
		_, err = a.Campaigns.Found(ctx, tx, audit.System, campaign.SeasonInput{
			Code: "dvk-mau", Name: "Mùa mẫu", Year: 2026, UnitID: ward.ID, CriteriaSetID: "0190a000-0000-7000-8000-000000000041", State: campaign.Open,
			LaunchedOn: clock.On(2026, 3, 1), RegisterBy: clock.On(2026, 4, 30), ReportBy: clock.On(2026, 9, 15), ScoreBy: clock.On(2026, 10, 1), DecideBy: clock.On(2026, 12, 20),
		})
		return err
	})
	first := clock.On(2025, 7, 1)
	if err == nil {
		err = a.Numbers.SetTerm(ctx, operator(), ward.ID, numberbook.TermInput{ID: newID(), Name: "Nhiệm kỳ 2025–2030", From: first, To: clock.On(2030, 6, 30)})
	}
	if err == nil {
		err = a.Numbers.AddSymbol(ctx, operator(), ward.ID, numberbook.SymbolInput{ID: newID(), Line: org.Party, Abbreviation: "ĐU", From: first})
	}
	return err
}

// untilKilled lets a process issue decisions and kills it after some; it returns those
// that the process said are issued.
func untilKilled(t *testing.T, c Config, after int) (ids []string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self) //nolint:gosec // this program
	cmd.Env = append(os.Environ(), killedData+"="+c.Data, killedDatabase+"="+c.Database)
	var complaints strings.Builder
	cmd.Stderr = &complaints
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewScanner(out)
	for said.Scan() {
		if ids = append(ids, said.Text()); len(ids) == after {
			_ = cmd.Process.Kill() // it goes on until then
		}
	}
	if err := cmd.Wait(); err == nil || len(ids) < after {
		t.Fatalf("%d decisions, then %v: %s", len(ids), err, complaints.String())
	}
	return ids
}
