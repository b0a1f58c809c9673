package auth

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// How many tries a minute are looked at; the same number may come at once.
const (
	perLogin   = 5
	perAddress = 60
)

// limiter counts the tries of each key.
type limiter struct {
	mu   sync.Mutex
	seen map[string]*visitor
}

type visitor struct {
	*rate.Limiter
	last time.Time
}

func (l *limiter) allow(now time.Time, key string, perMinute int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.seen) > 10_000 {
		for k, v := range l.seen {
			if now.Sub(v.last) > time.Minute {
				delete(l.seen, k)
			}
		}
	}
	v := l.seen[key]
	if v == nil {
		v = &visitor{Limiter: rate.NewLimiter(rate.Every(time.Minute/time.Duration(perMinute)), perMinute)}
		l.seen[key] = v
	}
	v.last = now
	return v.AllowN(now, 1)
}
