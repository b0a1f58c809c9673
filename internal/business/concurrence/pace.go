package concurrence

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// perAddress is how many comments or receipt codes of one address are looked at in
// a minute; the same number may come at once.
const perAddress = 10

// pace counts the tries of each address in memory: no address is ever kept.
type pace struct {
	mu   sync.Mutex
	seen map[string]*visitor
}

type visitor struct {
	*rate.Limiter
	last time.Time
}

func newPace() *pace { return &pace{seen: map[string]*visitor{}} }

func (p *pace) allow(now time.Time, address string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.seen) > 10_000 {
		for k, v := range p.seen {
			if now.Sub(v.last) > time.Minute {
				delete(p.seen, k)
			}
		}
	}
	v := p.seen[address]
	if v == nil {
		v = &visitor{Limiter: rate.NewLimiter(rate.Every(time.Minute/perAddress), perAddress)}
		p.seen[address] = v
	}
	v.last = now
	return v.AllowN(now, 1)
}
