# Works with GNU make and BSD make. Everything is built in .build, the demo stands in .demo.

SERVE ?= yes
SOURCES = Package.swift Sources Tests

.PHONY: help demo test check check-all bench docs record set-up

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

demo: set-up ## the Central Asia case, from a folder of evidence to pages; SERVE=no ends with files
	@SERVE=$(SERVE) scripts/demo

test: set-up ## build and run the tests, with the time each part took
	@scripts/test

check: set-up ## before a change is sent: form, build, tests
	swift format lint --strict -r $(SOURCES)
	@scripts/test

check-all: check ## everything, the slow things too
	@SERVE=no scripts/demo
	@scripts/bench

bench: set-up ## measure speed and memory, each figure beside its floor
	@scripts/bench

docs: set-up ## make docs/reference from the sources
	swift build -c release --product attest
	@scripts/reference "$$(swift build -c release --show-bin-path)/attest"

record: set-up ## write the expected outputs of tests anew; read the difference before you keep it
	ATTEST_RECORD=1 swift test

set-up:
	@scripts/set-up
