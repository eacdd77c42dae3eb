# make demo    set up, build, make the demo factory and open the chat
# make test    set up, build and run every test, the fixtures included
# make bench   measure whole-process times beside psql
# make format  format the sources; make lint checks them

SHELL := /bin/bash
# The demo's clock: its factory, the README and the fixtures all stand at this moment.
AS_OF ?= 2026-03-18T14:30:00+07:00

.PHONY: demo test unit fixtures bench format lint setup

setup:
	@scripts/setup.sh

demo: setup
	swift build -c release --product ask
	.build/release/ask demo --as-of $(AS_OF)
	@if [ -t 0 ]; then \
	  .build/release/ask --as-of $(AS_OF); \
	else \
	  .build/release/ask --as-of $(AS_OF) < examples/questions.txt || [ $$? -eq 3 ]; \
	fi

test: unit fixtures

unit: setup
	swift build --build-tests
	swift test --skip-build

# The fixtures run on a factory of their own, which is stopped and removed afterwards.
fixtures: unit
	@scripts/fixtures.sh .build/debug/ask $(AS_OF)

bench: setup
	swift build -c release --product ask
	Benchmarks/whole-process.sh .build/release/ask $(AS_OF)

format:
	swift format format --in-place --recursive Sources Tests Package.swift

lint:
	swift format lint --strict --recursive --parallel Sources Tests Package.swift
