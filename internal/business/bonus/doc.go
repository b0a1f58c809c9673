// Package bonus says what a decision costs: the bonus of each line with its
// arithmetic, the fund that it is charged to, and whether it was paid, declined or
// is to be recovered.
//
// While a decision is a draft its sheet is worked out anew each time; when it is
// issued the amounts stay. A line that is revoked is declined, or recovered when it
// was paid; the bonus of a corrected line goes with the line that corrects it. An
// approver who did not propose the sheet approves it before anything is paid.
//
// Nothing of this module is public.
//
// Reading order: item.go, ledger.go (what may be done with a sheet), sheet.go (its
// sums), fund.go (all pure), input.go, policy.go, needs.go, service.go,
// service_reckon.go, service_plan.go, service_pay.go, service_freeze.go,
// service_fund.go, queries.go, store*.go, documents*.go, pages*.go.
package bonus
