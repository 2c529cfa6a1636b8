# Builds a shelf of books, each edition of each a job of its own, and does only what is not done yet:
#
#	make -j8 -f shelf.mk BOOKS='shelf/*' QUIRE=build/bin/quire OUT=out
#
# A finished job lies under the hash of all that it depends on, in $(OUT)/store, which may be shared by many machines or
# kept as a cache; $(OUT)/books has the outputs by their books. Names of books may hold no spaces.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.SUFFIXES:

QUIRE ?= quire
BOOKS ?= shelf/*
OUT   ?= out
STORE ?= $(OUT)/store

ifndef JOBS # first the plan, then, with the jobs that it lists, this file again

.PHONY: all clean
all:
	@mkdir -p $(OUT)
	@$(QUIRE) plan $(BOOKS) >$(OUT)/plan.new
	@mv $(OUT)/plan.new $(OUT)/plan
	@$(MAKE) -f $(firstword $(MAKEFILE_LIST)) JOBS=$(OUT)/plan QUIRE=$(QUIRE) OUT=$(OUT) STORE=$(STORE) books

clean:
	rm -rf $(OUT)

else

# A line of a plan: BOOK EDITION OUTPUT INPUTS.
PLAN    := $(shell awk 'NR > 1 { print $$1 "|" $$2 "|" $$3 "|" $$4 }' $(JOBS))
field    = $(word $2,$(subst |, ,$1))
stored   = $(STORE)/$(call field,$1,4)/$(call field,$1,3)
placed   = $(OUT)/books/$(notdir $(call field,$1,1))/$(call field,$1,3)

.PHONY: books
books: $(foreach j,$(PLAN),$(call placed,$j))

# What is found in the store is done: its name says what it was made from. A job writes beside it, and moves what it
# finished there at one stroke, so that no half a file is ever taken for a whole one.
define job
$(call stored,$1):
	@echo '$(call field,$1,1) $(call field,$1,2)'
	@rm -rf $$(@D).part && mkdir -p $$(@D).part
	@$(QUIRE) build $(call field,$1,1) --edition $(call field,$1,2) --out $$(@D).part >/dev/null
	@rm -rf $$(@D) && mv $$(@D).part $$(@D)

$(call placed,$1): $(call stored,$1) $(JOBS)
	@mkdir -p $$(@D)
	@cmp -s $$< $$@ || cp $$< $$@
	@touch $$@
endef
$(foreach j,$(PLAN),$(eval $(call job,$j)))

endif
