package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"kheo/internal/platform/db"
	"kheo/internal/platform/fault"
)

type backupCommand struct {
	Directory string `arg:"" help:"A directory that does not exist yet."`
}

// Run copies the database at one moment, then the files and the register's keys: those
// never change, so all that the database names are among them.
func (c backupCommand) Run(s *session) error {
	if err := os.Mkdir(c.Directory, 0o700); err != nil {
		return fault.Refuse("Không tạo được thư mục %s. Xin chọn một thư mục chưa có.", c.Directory)
	}
	return s.with(func(a *App) error {
		err := a.DB.Snapshot(s.ctx, filepath.Join(c.Directory, databaseFile))
		if errors.Is(err, db.ErrNoSnapshot) {
			_ = os.Remove(c.Directory) // still empty
			return fault.Refuse("PostgreSQL được sao lưu bằng pg_dump; ngoài ra chép các thư mục %s và %s.", a.Config.filesDir(), a.Config.keysDir())
		}
		if err != nil {
			return err
		}
		if err := os.CopyFS(filepath.Join(c.Directory, filesFolder), os.DirFS(a.Config.filesDir())); err != nil {
			return err
		}
		err = os.CopyFS(filepath.Join(c.Directory, keysFolder), os.DirFS(a.Config.keysDir()))
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // before the first start there are none
			return err
		}
		if err := hideKeys(c.Directory); err != nil {
			return err
		}
		fmt.Fprintln(s.out, c.Directory)
		return nil
	})
}

type restoreCommand struct {
	Directory string `arg:"" help:"What kheo backup made."`
}

// Run copies a backup into --data, which must be empty, and checks it like doctor.
func (c restoreCommand) Run(s *session) error {
	if s.Database != "" {
		return fault.Refuse("Chỉ phục hồi được vào SQLite. Với PostgreSQL, dùng pg_restore.")
	}
	if _, err := os.Stat(filepath.Join(c.Directory, databaseFile)); err != nil {
		return fault.Refuse("%s không phải thư mục do kheo backup tạo ra.", c.Directory)
	}
	if there, err := os.ReadDir(s.data()); err == nil && len(there) > 0 {
		return fault.Refuse("Thư mục %s đã có dữ liệu. Xin chọn thư mục trống bằng --data.", s.data())
	}
	if err := os.CopyFS(s.data(), os.DirFS(c.Directory)); err != nil {
		return err
	}
	if err := hideKeys(s.data()); err != nil {
		return err
	}
	return doctorCommand{}.Run(s)
}

// hideKeys leaves the copied keys in dir to nobody but the program.
func hideKeys(dir string) error {
	folder := filepath.Join(dir, keysFolder)
	all, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) { // made before the register was a log
		return nil
	}
	if err != nil {
		return err
	}
	for _, f := range all {
		if err := os.Chmod(filepath.Join(folder, f.Name()), 0o600); err != nil {
			return err
		}
	}
	return os.Chmod(folder, 0o700) //nolint:gosec // a folder
}
