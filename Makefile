# Two commands matter: `go run ./cmd/kheo demo` and `make test`.

GO ?= go
PG  = $(GO) run ./internal/platform/db/pgserver

.PHONY: demo test unit tools generate lint bench fuzz

demo: ## a living example on http://127.0.0.1:8080
	$(GO) run ./cmd/kheo demo

tools: ## installs what the tests need, or says what it would run
	@sh ./install-tools.sh

test: tools ## everything, on both engines and in a real browser
	@test -z "$$(gofmt -l cmd internal e2e bench)" || { gofmt -l cmd internal e2e bench; echo 'gofmt these files'; exit 1; }
	$(GO) vet ./...
	KHEO_TEST_REQUIRE=1 $(PG) $(GO) test -timeout 20m ./...

unit: ## without PostgreSQL and without a browser
	$(GO) test ./internal/... ./cmd/...

generate: ## the pages' Go code from *.templ
	$(GO) tool templ generate

bench: ## figures beside the machine's floor; see docs/performance.md
	$(GO) test -run '^$$' -bench . -benchtime 2s ./bench/ ./internal/service/docgen/ ./internal/business/intake/ ./internal/business/publication/ ./internal/business/participant/ ./internal/business/org/ ./internal/business/review/ ./internal/business/council/ ./internal/business/assignment/ ./internal/business/eligibility/ ./internal/business/dossier/ ./internal/service/translog/ ./internal/business/register/ ./internal/business/certificate/

fuzz: ## half a minute for each target
	@for target in $$(grep -rlE '^func Fuzz' --include=*_test.go internal | sort); do \
	  for name in $$(grep -oE '^func Fuzz[A-Za-z0-9]+' $$target | sed 's/func //'); do \
	    $(GO) test -run '^$$' -fuzz "^$$name$$" -fuzztime 30s ./$$(dirname $$target) || exit 1; \
	  done; done
