package publication

import (
	"sync"
	"time"
)

// kept remembers answers for twenty times as long as finding them took, so that
// finding them takes at most a twentieth of the time, however many ask, while an
// answer that is quick to find is hardly ever old. One reader finds, the others
// wait for the same answer.
type kept[K comparable, V any] struct {
	mu      sync.Mutex
	answers map[K]*answer[V]
}

type answer[V any] struct {
	mu    sync.Mutex
	value V
	until time.Time
}

const (
	keptFactor = 20
	keptKeys   = 500
)

// get returns the answer for key that is remembered, or finds it and remembers it
// if it is worth that.
func (k *kept[K, V]) get(key K, worth func(V) bool, find func() (V, error)) (V, error) {
	a := k.answer(key)
	a.mu.Lock()
	defer a.mu.Unlock()
	begin := time.Now()
	if begin.Before(a.until) {
		return a.value, nil
	}
	value, err := find()
	if err != nil {
		return value, err
	}
	if a.until = (time.Time{}); worth(value) {
		end := time.Now()
		a.value, a.until = value, end.Add(keptFactor*end.Sub(begin))
	}
	return value, nil
}

func (k *kept[K, V]) answer(key K) *answer[V] {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.answers == nil || len(k.answers) >= keptKeys {
		k.answers = map[K]*answer[V]{}
	}
	a := k.answers[key]
	if a == nil {
		a = &answer[V]{}
		k.answers[key] = a
	}
	return a
}

// forget drops what is remembered for key.
func (k *kept[K, V]) forget(key K) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.answers, key)
}
