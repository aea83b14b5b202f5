# Every target sets up what it needs. `make` alone prints this help.
.DEFAULT_GOAL := help
PY := .venv/bin/python

.venv/.ready: requirements.lock pyproject.toml tools/setup
	@tools/setup

help:  ## this help
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## ?/  make \1\t/' | expand -t 18

setup: .venv/.ready  ## the virtual environment .venv with the command .venv/bin/ibhxh

demo: .venv/.ready  ## the whole story on an invented factory: check, sign, receive, print, scan back
	@.venv/bin/ibhxh demo --out demo

serve: .venv/.ready  ## both sites and the gateway with example data on http://localhost:8000, kept in ./data
	@.venv/bin/ibhxh up --data data

test: .venv/.ready  ## everything that must pass: lint, types, floors, unit tests, tests with real parts, a browser's journeys
	@tools/need_apt chromium chromium fonts-inter
	@tools/need_apt libatomic.so.1 libatomic1
	@$(PY) tools/run_tests.py lint unit real browser

lint: .venv/.ready  ## lint, types and floors only
	@$(PY) tools/run_tests.py lint

unit: .venv/.ready  ## unit tests only
	@$(PY) tools/run_tests.py unit

real: .venv/.ready  ## tests with real parts only
	@$(PY) tools/run_tests.py real

browser: .venv/.ready  ## journeys in a real browser only
	@tools/need_apt chromium chromium fonts-inter
	@tools/need_apt libatomic.so.1 libatomic1
	@$(PY) tools/run_tests.py browser

postgres: .venv/.ready  ## what must also hold on PostgreSQL
	@tools/need_apt initdb postgresql
	@$(PY) tools/run_tests.py postgres

shots: .venv/.ready  ## remake the screenshots of the docs
	@tools/need_apt chromium chromium fonts-inter
	@tools/need_apt libatomic.so.1 libatomic1
	@$(PY) tools/make_shots.py

long: .venv/.ready  ## tests that take minutes
	@$(PY) tools/run_tests.py long

bench: .venv/.ready  ## measure; writes bench/results.json
	@$(PY) -m bench

docs: .venv/.ready  ## remake the generated reference pages and the pictures of the docs
	@$(PY) tools/make_docs.py

seal: .venv/.ready  ## add new form versions to released.txt; refuses a change of a released one
	@$(PY) tools/seal_forms.py

lock: .venv/.ready  ## renew requirements.lock
	@.venv/bin/uv pip compile -q --upgrade --group dev pyproject.toml --generate-hashes --no-header --no-annotate -o requirements.lock

clean:  ## remove what was made
	@rm -rf .venv demo data build dist .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.PHONY: help setup demo serve test lint unit real browser postgres shots long bench docs seal lock clean
