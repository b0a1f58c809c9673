// Package e2e drives Khéo as people do: the real program over a fresh example,
// a real browser, and axe-core on each page that it meets.
package e2e
