package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"kheo/internal/platform/fault"
	"kheo/internal/service/translog"
	"kheo/internal/service/translog/witness"
)

type witnessCommand struct {
	State  string   `help:"Directory of the witness's key and of what it has seen; nothing else may use it." required:"" env:"KHEO_WITNESS_STATE"`
	Listen string   `help:"Address to listen on." default:"127.0.0.1:8090" env:"KHEO_WITNESS_LISTEN"`
	Log    []string `help:"File of the public keys of a log that is watched; may be repeated." required:"" placeholder:"FILE" env:"KHEO_WITNESS_LOG"`
	Name   string   `help:"Name of the witness, such as witness.example/w1; the first start needs it." env:"KHEO_WITNESS_NAME"`
}

// Run cosigns checkpoints of the logs until the context ends.
func (c witnessCommand) Run(s *session) error {
	w, key, err := c.open()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("không mở được cổng %s, có thể chương trình khác đang dùng: %w", c.Listen, err)
	}
	server := &http.Server{
		Handler: w.Handler(), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: 30 * time.Second,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10,
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	fmt.Fprintln(s.out, key)
	fmt.Fprintln(s.out, "listening on", "http://"+listener.Addr().String())
	select {
	case err := <-ended:
		return err
	case <-s.ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return server.Shutdown(ctx)
}

// open makes the witness and its public key.
func (c witnessCommand) open() (*witness.Witness, translog.Key, error) {
	var logs []translog.Keys
	for _, file := range c.Log {
		keys, err := readKeys(file)
		if err != nil {
			return nil, translog.Key{}, err
		}
		logs = append(logs, keys)
	}
	key, err := witness.Settle(c.State, c.Name, time.Now)
	switch {
	case errors.Is(err, witness.ErrNoName):
		return nil, translog.Key{}, fault.Refuse("Lần đầu chạy cần tên của máy chứng kiến. Xin thêm --name, ví dụ --name witness.example/w1.")
	case errors.Is(err, witness.ErrName):
		return nil, translog.Key{}, fault.Refuse("Thư mục %s có khóa của máy chứng kiến khác tên. Xin bỏ --name hoặc chọn thư mục khác.", c.State)
	case err != nil:
		return nil, translog.Key{}, fault.Refuse("Không đọc được hoặc không lập được khóa trong thư mục %s: %v", c.State, err)
	}
	w, err := witness.New(c.State, key, logs...)
	if errors.Is(err, translog.ErrKeys) {
		return nil, translog.Key{}, fault.Refuse("Mỗi tệp khóa phải là của một sổ, mỗi sổ một tệp: %v", err)
	}
	if err != nil {
		return nil, translog.Key{}, fault.Refuse("Trí nhớ của máy chứng kiến trong thư mục %s bị hỏng. Xin phục hồi từ bản sao; không xóa để chạy lại từ đầu: %v", c.State, err)
	}
	return w, key.Key(), nil
}

// maxKeyFile bounds a file of keys, in bytes.
const maxKeyFile = 64 << 10

// readKeys reads a file of public keys of a log.
func readKeys(file string) (translog.Keys, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, fault.Refuse("Không mở được tệp %s.", file)
	}
	if info.Size() > maxKeyFile {
		return nil, fault.Refuse("Tệp %s không phải tệp khóa công khai của sổ.", file)
	}
	raw, err := os.ReadFile(file) //nolint:gosec // the operator names it
	if err != nil {
		return nil, fault.Refuse("Không mở được tệp %s.", file)
	}
	keys, err := translog.ParseKeys(string(raw))
	if err != nil {
		return nil, fault.Refuse("Tệp %s không phải tệp khóa công khai của sổ.", file)
	}
	return keys, nil
}
