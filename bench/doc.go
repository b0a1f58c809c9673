// Package bench measures what people wait for, beside the machine's floor in the
// same run: processor time of a page, start-up, memory. It asserts nothing.
// docs/performance.md says how to repeat the figures.
package bench
