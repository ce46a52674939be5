# Every target sets up what it needs; nothing has to be done by hand first. `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
BOOTSTRAP := @PYTHON=$(PYTHON) tools/doctor.sh && $(PYTHON) tools/bootstrap.py
export PATH := $(CURDIR)/$(BIN):$(PATH)

.DEFAULT_GOAL := help
.PHONY: help setup build run test check protocol bench calls chaos notices simulate day screenshots pages lock hooks clean

help: ## Say what each target does
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

setup: ## Python environment and npm packages, from the lock files
	$(BOOTSTRAP) python npm

build: ## The front end
	$(BOOTSTRAP) python npm frontend

run: build ## Serve everything from one process, with fictional people to log in as
	@exec $(BIN)/python manage.py serve_embedded --bind 127.0.0.1:$(PORT)

check: setup ## Format, lint, types, import contracts, budgets, protocol drift (under a minute)
	@$(BIN)/python -m tools.check

test: ## Everything: check first, then unit, action, protocol, front-end and browser tests
	$(BOOTSTRAP) python npm frontend system
	@$(BIN)/python -m tools.check
	@$(BIN)/python -m tools.test

protocol: setup ## Write the wire schema and the TypeScript generated from it
	@$(BIN)/python manage.py export_protocol
	@$(BIN)/npm --prefix frontend run --silent protocol

bench: build ## Speed beside its floor, and the limits in docs/limits.md (BENCH="--only checks")
	@$(BIN)/python -m tests.bench $(BENCH)

calls: build ## 200 calls between browsers in networks made for it (CALLS="--calls 1000", CALLS="--faults")
	$(BOOTSTRAP) system
	@$(BIN)/python -m tests.calls $(CALLS)

chaos: build ## Faults, an independent checker, and a control arm that must lose (CHAOS="--scale 5 --resets 10000")
	$(BOOTSTRAP) system
	@$(BIN)/python -m tests.chaos $(CHAOS)

notices: setup ## Notices while providers fail and workers are killed (NOTICES="--notices 100")
	@$(BIN)/python -m tests.notices $(NOTICES)

simulate: setup ## The queue by the clock of a scenario: our order beside others and the theory (SIMULATE="--seed 2")
	@$(BIN)/python -m insight.simulator $(SIMULATE)

day: setup ## A day of that scenario on the real servers, with faults, and a checker (DAY="--load 0.7 --seed 2")
	@$(BIN)/python -m tests.day $(DAY)

screenshots: build ## Every screen and state in .build/screenshots, examined by axe; a few kept in docs
	$(BOOTSTRAP) system
	@$(BIN)/python -m tests.browser.album

pages: build ## Lighthouse on the resident's pages, as on a telephone with a slow network (PAGES="--runs 1")
	$(BOOTSTRAP) system
	@$(BIN)/python -m tests.pages $(PAGES)

lock: setup ## Resolve requirements*.in again and write the lock files
	@$(BIN)/python -m tools.lock

hooks: setup ## Format, lint, import contracts and a scan for secrets before each of your commits
	@$(BIN)/pre-commit install

clean: ## Drop the data, the front-end build and all caches
	rm -rf var .build frontend/dist frontend/dist-node .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
