# Yingshang (营商): everything a contributor runs. `make` prints this list.
SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
GO ?= go
TOOL := $(GO) tool -modfile=tools/go.mod
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)

.PHONY: help check test test-deps test-all format vet lint house generate generated-diff build demo bench journeys race clean

help: ## print this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

check: format vet lint house ## before a commit: format, vet, staticcheck, house tests, all tests
	@.ci/with-postgres .ci/tests ./...

test: test-deps ## what continuous integration runs: installs what is missing, then everything on both engines
	@.ci/with-postgres $(MAKE) --no-print-directory test-all

test-all: format vet generated-diff
	@.ci/tests ./...

test-deps: ## install what the tests need (Debian: PostgreSQL, Chromium, a Chinese font, strace)
	@.ci/test-deps

format: ## fail if a file is not gofmt'ed
	@bad=$$(gofmt -l $$(git ls-files --cached --others --exclude-standard '*.go' | grep -v _templ.go)); \
	if [ -n "$$bad" ]; then echo "not gofmt'ed: $$bad"; exit 1; fi

vet: ## go vet
	@$(GO) vet ./...

lint: ## staticcheck
	@$(TOOL) staticcheck ./...

house: ## the tests about the whole
	@.ci/with-postgres $(GO) test ./internal/house

generate: ## rewrite templates, generated documents and schema/current.sql
	@$(TOOL) templ generate -path . -log-level error
	@.ci/with-postgres $(GO) test ./internal/house -run TestGenerated -update

generated-diff: ## fail if the generated templates differ from their sources
	@.ci/generated-diff

build: ## one static binary in bin/
	@CGO_ENABLED=0 $(GO) build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o bin/yingshang ./cmd/yingshang

demo: build ## the county's first half of 2020 on http://127.0.0.1:8020
	@bin/yingshang demo

bench: build ## measure this machine against the goals
	@bin/yingshang bench

journeys: ## walk the county's stories on both engines, step by step
	@.ci/with-postgres $(GO) test ./internal/journeys -v

race: ## the store and the kit under the race detector (needs a C compiler)
	@.ci/with-postgres $(GO) test -race ./internal/store/... ./internal/kit/...

clean: ## remove what was built
	@rm -rf bin
