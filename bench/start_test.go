package bench

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// BenchmarkStart starts the program over data that are there and waits until it
// listens: ms from the call to the line, and the resident memory a second later,
// beside starting a program that does nothing.
func BenchmarkStart(b *testing.B) {
	dir := b.TempDir()
	program := filepath.Join(dir, "kheo")
	if out, err := exec.Command("go", "build", "-o", program, "kheo/cmd/kheo").CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	data := filepath.Join(dir, "data")
	if out, err := exec.Command(program, "--data", data, "demo", "--no-serve").CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	var waited time.Duration
	var memory float64
	for range b.N {
		ms, mb := start(b, program, data)
		waited += ms
		memory = mb
	}
	floor := time.Now()
	if err := exec.Command("true").Run(); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(time.Since(floor).Microseconds())/1000, "floor-ms")
	b.ReportMetric(float64(waited.Microseconds())/1000/float64(b.N), "start-ms")
	b.ReportMetric(memory, "resident-MB")
}

func start(b *testing.B, program, data string) (waited time.Duration, megabytes float64) {
	b.Helper()
	c := exec.Command(program, "--data", data, "serve", "--listen", "127.0.0.1:0")
	out, err := c.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	if err := c.Start(); err != nil {
		b.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		b.Fatal(err)
	}
	waited = time.Since(began)
	time.Sleep(time.Second) // memory settles; a benchmark may wait
	megabytes = resident(c.Process.Pid)
	_ = c.Process.Signal(os.Interrupt)
	_ = c.Wait()
	return waited, megabytes
}

// resident is the memory of a process in MB, from /proc; 0 where there is none.
func resident(pid int) float64 {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.SplitSeq(string(raw), "\n") {
		var kb float64
		if n, _ := fmt.Sscanf(line, "VmRSS: %f kB", &kb); n == 1 {
			return kb / 1024
		}
	}
	return 0
}
