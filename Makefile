# SPDX-License-Identifier: Apache-2.0
# Thin verbs over tools/, cmake and ctest. `make` alone lists them. Hooks and CI call the same ones.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.NOTPARALLEL:

PRESET ?= release
JOBS ?= $(shell nproc)
BIN := build/$(PRESET)/bin
JOB ?= samples/jobs/sykepleier.txt
CVS ?= samples/cvs
PREFIX ?= /opt/utvalg

# What is worth keeping when the clone goes: compiled objects, downloaded packages.
export UTVALG_CACHE ?= $(or $(realpath .cache),$(or $(XDG_CACHE_HOME),$(HOME)/.cache)/utvalg)
export CCACHE_DIR ?= $(UTVALG_CACHE)/ccache
export CCACHE_BASEDIR ?= $(CURDIR)
export CCACHE_NOHASHDIR ?= true
export CMAKE_BUILD_PARALLEL_LEVEL ?= $(JOBS)

.PHONY: help setup model configure build programs install demo demo-cluster test sanitize eval bench faults fuzz lint format proto samples clean

help: ## This list
	@echo "Utvalg: make <verb>"; echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | column -t -s "$$(printf '\t')"
	@echo; echo "Caches lie in $(UTVALG_CACHE) (set UTVALG_CACHE to move them)."

setup: ## Install what this machine lacks (apt-get), nothing when all is there
	@tools/setup

model: setup ## Fetch the inference runtime and prepare the embedding model
	@tools/prepare-model

configure: model
	@mkdir -p build
	@cmake --preset $(PRESET) --log-level=WARNING >build/configure.log 2>&1 || { cat build/configure.log; exit 1; }

build: configure ## Compile everything into build/release/bin (PRESET=dev for a debug build)
	@cmake --build --preset $(PRESET)

programs: configure ## Compile what runs, without tests
	@cmake --build --preset $(PRESET) --target utvalg-programs

install: programs ## Put programs, runtime and model into PREFIX (default /opt/utvalg)
	@cmake --install build/$(PRESET) --component programs --prefix $(PREFIX) >build/install.log || { cat build/install.log; exit 1; }
	@echo "Installed into $(PREFIX): $$(ls $(PREFIX)/bin | tr '\n' ' ')"

demo: programs ## Screen the sample CVs for a sample job and show the order
	@$(BIN)/utvalg screen --workspace build/demo --job $(JOB) --top 5 $(CVS)

demo-cluster: programs ## The same by a cluster: real Kafka, real S3, eleven processes; proves the same order to the last bit
	@tools/demo-cluster $(JOB) $(CVS)

test: build lint-fast ## Everything that must be green: all tests, sanitizers over common and core, fuzzers, architecture, format
	@UTVALG_REQUIRE_MODEL=1 UTVALG_REQUIRE_KAFKA=1 UTVALG_REQUIRE_S3=1 ctest --preset $(PRESET) -j $(JOBS)
	@$(MAKE) --no-print-directory sanitize
	@$(MAKE) --no-print-directory fuzz FUZZ_JOBS=$(JOBS)

sanitize: setup ## common and the core rooms under AddressSanitizer and UBSan
	@mkdir -p build
	@cmake --preset asan-ubsan --log-level=WARNING >build/configure-asan.log 2>&1 || { cat build/configure-asan.log; exit 1; }
	@cmake --build --preset asan-ubsan
	@ctest --preset asan-ubsan -j $(JOBS)

eval: build ## Measure reading and ranking against truth and against others (docs/quality.md)
	@tests/eval/run

bench: build ## Measure speed (docs/performance.md)
	@trap 'tools/kafka stop --wipe --dir build/bench-kafka' EXIT; export UTVALG_KAFKA=$$(tools/kafka start --dir build/bench-kafka); \
	missed=0; for bench in $(BIN)/*_bench; do echo "== $$bench"; $$bench || missed=1; done; \
	echo "== tools/ingest-bench"; tools/ingest-bench || missed=1; exit $$missed

faults: build ## Faults on a cluster of processes on Kafka and S3, an hour or less; its table goes into docs/quality.md
	@tests/fault/cluster_faults.py --write --bin $(BIN) $(if $(SEED),--seed $(SEED)) $(if $(ROWS),--rows $(ROWS))

fuzz: ## Fuzz the readers of hostile bytes, 60 s each (FUZZ_SECONDS=600 FUZZ_SEED=0 for a campaign)
	@tools/setup --fuzz
	@tests/fuzz/run

lint: ## Formatting, protos and clang-tidy over what changed against main (LINT_ALL=1 for all)
	@tools/setup --lint
	@tools/lint $(if $(LINT_ALL),--all)

lint-fast:
	@tools/lint --fast

format: ## Rewrite C++ sources as .clang-format says
	@tools/lint --fix

proto: ## Lint the protos and look for breaking changes against main
	@tools/setup --lint
	@tools/lint --proto

samples: ## Render samples/ anew from samples/records
	@tools/setup --samples
	@tools/make-samples

clean: ## Remove build/ (caches in UTVALG_CACHE stay)
	@rm -rf build
