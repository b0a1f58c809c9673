package intake

import (
	"context"
	"net/url"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
	"kheo/internal/platform/jobs"
	"kheo/internal/service/auth"
)

// importJob is a list that is imported in the background.
type importJob struct {
	FileID    string `json:"file_id"`
	AccountID string `json:"account_id"`
	Season    string `json:"season"`
	Unit      string `json:"unit"`
}

// Kind names the job in the queue.
func (importJob) Kind() string { return "initiative.import" }

// Handle tells q how to do the long work of this module.
func (s *Service) Handle(q *jobs.Queue) { jobs.Handle(q, s.importList) }

// importList imports a list for the person who sent it, as far as that person
// may do so now. Doing it twice saves once.
func (s *Service) importList(ctx context.Context, run *jobs.Run, job importJob) error {
	actor, err := s.person(ctx, job.AccountID)
	if err != nil {
		return err
	}
	tell, stop := follow(ctx, run)
	in := Import{Season: job.Season, Unit: job.Unit, Progress: tell}
	result, err := s.importUpload(ctx, actor, job.FileID, in)
	stop()
	if err != nil {
		return err
	}
	if n := len(result.Errors); n > 0 {
		return fault.Refuse("Danh sách có %d chỗ cần sửa nên chưa nhập dòng nào. Xin mở lại trang nhập để xem từng chỗ.", n)
	}
	return s.db.Update(ctx, func(tx *db.Tx) error {
		return run.Finish(ctx, tx, listOf(in))
	})
}

// listOf is where what was imported is to be seen.
func listOf(in Import) string {
	return "/viec/mo-hinh?" + url.Values{"mua": {in.Season}, "don-vi": {in.Unit}}.Encode()
}

// person is who asked for the work, with what is granted to them now.
func (s *Service) person(ctx context.Context, accountID string) (actor auth.Actor, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		account, err := auth.Find(ctx, tx, accountID)
		if err != nil {
			return err
		}
		if account.Disabled {
			return fault.Refuse("Tài khoản gửi danh sách này đã bị khóa.")
		}
		actor = auth.Actor{AccountID: account.ID, Name: account.Name, Grants: account.Grants}
		return nil
	})
	return actor, err
}

// follow passes on how far the work is without holding it up: while a
// transaction of the work keeps the only writing connection, the newest number
// waits and older ones are dropped.
func follow(ctx context.Context, run *jobs.Run) (tell func(done, total int), stop func()) {
	numbers, ended := make(chan [2]int, 1), make(chan struct{})
	go func() {
		defer close(ended)
		for n := range numbers {
			_ = run.Progress(ctx, n[0], n[1]) // only for show
		}
	}()
	tell = func(done, total int) {
		select {
		case numbers <- [2]int{done, total}:
		default:
		}
	}
	return tell, func() { close(numbers); <-ended }
}
