# Targets for the edition, the tool and the checks. “make help” lists them.
SHELL := /bin/bash
.DELETE_ON_ERROR:
.SUFFIXES:

GO      ?= go
NAME    := serge-notebooks
QUIRE   := build/bin/quire
CI       = $(GO) run ./cmd/internal/ci
CODE    := go.mod go.sum $(shell find cmd/quire internal -name '*.go' -not -name '*_test.go') $(shell find styles -type f)
SOURCE  := $(shell find source -type f)

# On other processors, floats are rounded as on amd64: see rounding in cmd/internal/ci/dist.go.
ROUND    = $(if $(filter amd64,$(shell $(GO) env GOARCH)),,-gcflags=all=-d=fmahash=qn)

# Each edition of source/book.yaml has a target of its name. The file of the print has the name of the book alone.
EDITIONS := $(shell sed -n '/^editions:/,$$ s/^  \([a-z0-9-]*\):.*/\1/p' source/book.yaml)
OF_NAME  := epub kepub html print
PDFS     := $(addprefix build/$(NAME)-,$(addsuffix .pdf,$(filter-out $(OF_NAME),$(EDITIONS))))
OUTPUTS  := build/$(NAME).epub build/$(NAME).kepub.epub build/$(NAME).html build/$(NAME).pdf $(PDFS)
# If one is missing, all are made, in one process that typesets each text once.
MISSING  := $(filter-out $(wildcard $(OUTPUTS)),$(OUTPUTS))

.PHONY: all pdf $(EDITIONS) test mutants csl-locales compare-citations lint tools check processors pictures verdicts size peer-lines peer-formulas peer-size bench release dist judge agree notes version \
	clean help missing

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

build/.editions: $(QUIRE) $(SOURCE) $(if $(MISSING),missing)
	$(QUIRE) build source --out build
	@touch $@

build/$(NAME).epub: $(QUIRE) $(SOURCE)
	$(QUIRE) build source --edition epub --out build

build/$(NAME).kepub.epub: $(QUIRE) $(SOURCE)
	$(QUIRE) build source --edition kepub --out build

build/$(NAME).html: $(QUIRE) $(SOURCE)
	$(QUIRE) build source --edition html --out build

build/$(NAME).pdf: $(QUIRE) $(SOURCE)
	$(QUIRE) build source --edition print --out build

$(PDFS): build/$(NAME)-%.pdf: $(QUIRE) $(SOURCE)
	$(QUIRE) build source --edition $* --out build

test: ## the tests of the tool; make test WHOLE=1 does not shorten the slow ones
	$(GO) test $(if $(WHOLE),,-short) ./...

# For example: make mutants PACKAGES="./internal/csl ./internal/cite" MUTANTS="-sample 100 -seed 2".
PACKAGES = $(shell $(GO) list ./internal/...)
mutants: ## change conditions one at a time; print the changes that no test notices
	$(GO) run ./cmd/internal/mutants $(MUTANTS) $(PACKAGES)

csl-locales: ## the official locales of CSL, renewed; what changed is printed
	$(GO) run ./cmd/internal/locales

compare-citations: ## citations and bibliographies beside those of citeproc-js; it takes some minutes
	CSL_COMPARE=build/compare $(GO) test ./internal/csl -run TestAgainstCiteproc -count=1 -timeout 60m -v

lint: ## gofumpt, vet, staticcheck, shellcheck, govulncheck
	$(CI) lint

tools: ## install the judges that make check needs
	$(CI) tools

check: $(QUIRE) all ## let third parties judge the finished files
	$(CI) check $(QUIRE)

processors: ## compare the outputs with those of a build for another processor
	$(CI) processors

pictures: ## draw the pictures of docs/
	$(CI) pictures

verdicts: ## ask EPUBCheck and veraPDF about planted faults, for docs/accessibility.md
	$(CI) verdicts

size: $(QUIRE) epub ## compare the size of the EPUB with Pandoc's
	$(CI) size $(QUIRE)

peer-lines: ## set a book with LuaLaTeX too and measure both: make peer-lines METER=program BOOK=source
	$(CI) peer-lines $(METER) $(BOOK)

peer-formulas: ## compare formulas with those that LuaLaTeX sets in the same face
	$(CI) peer-formulas

peer-size: ## compare the size of a print with LuaLaTeX's: make peer-size BOOK=source
	$(CI) peer-size $(BOOK)

bench: ## measure time and memory beside Pandoc and Typst: make bench BENCH="-rounds 3 -short"
	$(CI) bench $(BENCH)

# The steps of a release. Each runs by itself on a machine that publishes: see .github/workflows/release.yml.
dist judge notes: version
version:
	@[[ "$(VERSION)" =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$$ ]] || { echo 'say which version: make release VERSION=1.2.0' >&2; exit 2; }

release: dist ## dist/ with the judges' verdicts: make release VERSION=1.2.0
	@$(MAKE) judge VERSION=$(VERSION)

dist: ## dist/ without the judges' verdicts: make dist VERSION=1.2.0
	$(CI) dist $(VERSION)

judge: ## let third parties judge dist/, and write their verdicts into its report.json
	$(CI) judge $(VERSION)

agree: ## fail if two releases differ: make agree DISTS="dist other/dist"
	$(CI) agree $(DISTS)

notes: ## write build/notes.md, cut from CHANGELOG.md: make notes VERSION=1.2.0
	@mkdir -p build
	@$(CI) notes $(VERSION) >build/notes.md

clean: ## remove what was built
	rm -rf build/* build/.editions dist

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24
	@echo '  each edition by its name: $(EDITIONS)'
