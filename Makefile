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

test: .venv/.ready  ## everything that must pass: lint, types, floors, unit tests, tests with real parts
	@$(PY) tools/run_tests.py lint unit real

lint: .venv/.ready  ## lint, types and floors only
	@$(PY) tools/run_tests.py lint

unit: .venv/.ready  ## unit tests only
	@$(PY) tools/run_tests.py unit

real: .venv/.ready  ## tests with real parts only
	@$(PY) tools/run_tests.py real

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
	@rm -rf .venv demo build dist .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.PHONY: help setup demo test lint unit real long bench docs seal lock clean
