# make demo    set up, build, make the demo factory and open the chat
# make test    set up, build and run every test, the fixtures included
# make bench   measure whole-process times beside psql, and the parser question by question
# make overhead  what a question costs beside its SQL: pgbench, in-process, HTTP and wrenai, in one run
# make fuzz    read a million mutated questions (COUNT=, SEED=)
# make variants  write the fixtures' questions otherwise, misspelt, joined, without marks, and count how they are read
# make times   compare times with a public corpus, where it is present: what is right, what is policy, what is not
# make format  format the sources; make lint checks them

SHELL := /bin/bash
# The demo's clock: its factory, the README and the fixtures all stand at this moment.
AS_OF ?= 2026-03-18T14:30:00+07:00

# Modules import only what they declare: dependencies run one way.
BUILD := swift build --explicit-target-dependency-import-check error
# With the flags of the program itself, so that nothing is built twice.
OVERHEAD_BENCH := $(BUILD) --configuration release --static-swift-stdlib --product OverheadBench
PARSER_BENCH := $(BUILD) --configuration release --static-swift-stdlib --product ParserBench
COUNT ?= 1000000
SEED ?= 1
RELEASE := $(BUILD) --configuration release --static-swift-stdlib --product ask

.PHONY: demo test unit fixtures bench overhead fuzz variants times format lint setup

setup:
	@scripts/setup.sh

demo: setup
	$(RELEASE)
	.build/release/ask demo --as-of $(AS_OF)
	@if [ -t 0 ]; then \
	  .build/release/ask --as-of $(AS_OF); \
	else \
	  .build/release/ask --as-of $(AS_OF) < examples/questions.txt || [ $$? -eq 3 ]; \
	fi

test: unit fixtures

# One test at a time: all of them at once starve each other's statements past the time that a question may take.
unit: setup
	$(BUILD) --build-tests
	swift test --skip-build --no-parallel --explicit-target-dependency-import-check error

# The fixtures run on a factory of their own, which is stopped and removed afterwards.
fixtures: unit
	@scripts/fixtures.sh .build/debug/ask $(AS_OF)

times: setup
	$(BUILD) --build-tests
	swift test --skip-build --explicit-target-dependency-import-check error --filter CalendarCorpusTests

bench: setup
	$(RELEASE)
	Benchmarks/whole-process.sh .build/release/ask $(AS_OF)
	$(PARSER_BENCH)
	.build/release/ParserBench
	python3 Benchmarks/hassil/compare.py .build/release/ParserBench || true
	$(OVERHEAD_BENCH)
	python3 Benchmarks/overhead.py .build/release/ask .build/release/OverheadBench $(AS_OF)

overhead: setup
	$(RELEASE)
	$(OVERHEAD_BENCH)
	python3 Benchmarks/overhead.py .build/release/ask .build/release/OverheadBench $(AS_OF)

fuzz: setup
	$(PARSER_BENCH)
	.build/release/ParserBench fuzz $(COUNT) $(SEED)

variants: setup
	$(PARSER_BENCH)
	.build/release/ParserBench variants $(SEED)

format:
	swift format format --in-place --recursive Sources Tests Package.swift

lint:
	swift format lint --strict --recursive --parallel Sources Tests Package.swift
