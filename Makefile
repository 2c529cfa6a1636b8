# Targets for the edition, the tool and the checks. `make help` lists them.
SHELL := /bin/bash
.DELETE_ON_ERROR:
.SUFFIXES:

GO      ?= go
NAME    := serge-notebooks
QUIRE   := build/bin/quire
CODE    := go.mod go.sum $(shell find cmd internal -name '*.go' -not -name '*_test.go') $(shell find styles -type f)
BOOK    := $(shell find source -type f)

# Where the processor could multiply and add at one stroke, floats are rounded as on amd64: see .ci/dist.
ROUND    = $(if $(filter amd64,$(shell $(GO) env GOARCH)),,-gcflags=all=-d=fmahash=qn)

# The editions of source/book.yaml, each with a target of its name; that of the print carries the book's name alone.
EDITIONS := $(shell sed -n '/^editions:/,$$ s/^  \([a-z0-9-]*\):.*/\1/p' source/book.yaml)
OF_NAME  := epub kepub html print
PDFS     := $(addprefix build/$(NAME)-,$(addsuffix .pdf,$(filter-out $(OF_NAME),$(EDITIONS))))
OUTPUTS  := build/$(NAME).epub build/$(NAME).kepub.epub build/$(NAME).html build/$(NAME).pdf $(PDFS)
# What is missing is made along with all the rest, in one process that typesets each text once.
MISSING  := $(filter-out $(wildcard $(OUTPUTS)),$(OUTPUTS))

.PHONY: all pdf $(EDITIONS) test mutants other-processor lint check release dist judge agree notes version clean help missing

all: build/.editions ## every edition of the essay (the default)

epub: build/$(NAME).epub ## the e-book
kepub: build/$(NAME).kepub.epub ## the e-book for Kobo's readers
html: build/$(NAME).html ## the one-file web edition
pdf: print ## the A5 print, as “make print”
print: build/$(NAME).pdf
$(filter-out $(OF_NAME),$(EDITIONS)): %: build/$(NAME)-%.pdf

$(QUIRE): $(CODE)
	@mkdir -p $(@D)
	CGO_ENABLED=0 $(GO) build -trimpath $(ROUND) -o $@ ./cmd/quire

build/.editions: $(QUIRE) $(BOOK) $(if $(MISSING),missing)
	$(QUIRE) build source --out build
	@touch $@

build/$(NAME).epub: $(QUIRE) $(BOOK)
	$(QUIRE) build source --edition epub --out build

build/$(NAME).kepub.epub: $(QUIRE) $(BOOK)
	$(QUIRE) build source --edition kepub --out build

build/$(NAME).html: $(QUIRE) $(BOOK)
	$(QUIRE) build source --edition html --out build

build/$(NAME).pdf: $(QUIRE) $(BOOK)
	$(QUIRE) build source --edition print --out build

$(PDFS): build/$(NAME)-%.pdf: $(QUIRE) $(BOOK)
	$(QUIRE) build source --edition $* --out build

test: ## the tests of the tool
	$(GO) test ./...

other-processor: ## the outputs of a build for another processor, compared byte for byte
	.ci/other-processor

# For example: make mutants PACKAGES="./internal/csl ./internal/cite" MUTANTS="-sample 100 -seed 2".
PACKAGES = $(shell $(GO) list ./internal/...)
mutants: ## conditions changed one at a time: which changes does no test notice?
	$(GO) run ./cmd/internal/mutants $(MUTANTS) $(PACKAGES)

lint: ## gofumpt, vet, staticcheck, govulncheck
	.ci/lint

check: $(QUIRE) all ## third-party validators on finished files
	.ci/check $(QUIRE)

# What a release is made of, each a step of its own for a machine that publishes: see .github/workflows/release.yml.
dist judge notes: version
version:
	@[[ "$(VERSION)" =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$$ ]] || { echo 'say which version: make release VERSION=1.2.0' >&2; exit 2; }

release: dist ## dist/ with the outputs named by version, judged: make release VERSION=1.2.0
	@$(MAKE) judge VERSION=$(VERSION)

dist: ## dist/ as make release has it, without the checkers' verdicts
	.ci/dist $(VERSION)

judge: ## third-party validators on dist/, their verdicts into its report.json
	.ci/judge $(VERSION)

agree: ## refuse unless two releases have the same bytes: make agree DISTS="dist other/dist"
	.ci/agree $(DISTS)

notes: ## build/notes.md, cut from CHANGELOG.md: make notes VERSION=1.2.0
	@mkdir -p build
	.ci/notes $(VERSION) >build/notes.md

clean: ## remove everything that was built
	rm -rf build/* build/.editions dist

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24
	@echo '  each edition by its name: $(EDITIONS)'
