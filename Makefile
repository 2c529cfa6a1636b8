# Targets for the edition, the tool and the checks. `make help` lists them.
SHELL := /bin/bash
.DELETE_ON_ERROR:
.SUFFIXES:

GO      ?= go
NAME    := serge-notebooks
QUIRE   := build/bin/quire
CODE    := go.mod go.sum $(shell find cmd internal -name '*.go' -not -name '*_test.go') $(shell find styles -type f)
BOOK    := $(shell find source -type f)

.PHONY: all epub html pdf test lint check release clean help

all: epub html pdf ## every edition of the essay (the default)

epub: build/$(NAME).epub ## the e-book
html: build/$(NAME).html ## the one-file web edition
pdf: build/$(NAME).pdf ## the seminar print

$(QUIRE): $(CODE)
	@mkdir -p $(@D)
	CGO_ENABLED=0 $(GO) build -trimpath -o $@ ./cmd/quire

build/$(NAME).epub: $(QUIRE) $(BOOK)
	$(QUIRE) build source --to epub --out build

build/$(NAME).html: $(QUIRE) $(BOOK)
	$(QUIRE) build source --to html --out build

build/$(NAME).pdf: $(QUIRE) $(BOOK)
	$(QUIRE) build source --to pdf --out build

test: ## the tests of the tool
	$(GO) test ./...

lint: ## gofumpt, vet, staticcheck, govulncheck
	.ci/lint

check: $(QUIRE) all ## third-party validators on finished files
	.ci/check $(QUIRE)

release: ## dist/ with the outputs named by version: make release VERSION=1.2.0
	@[[ "$(VERSION)" =~ ^[0-9]+\.[0-9]+\.[0-9]+([-.+].*)?$$ ]] || { echo 'say which version: make release VERSION=1.2.0' >&2; exit 2; }
	.ci/release $(VERSION)

clean: ## remove everything that was built
	rm -rf build/* dist

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18
