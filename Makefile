# Every command of the project. `make help` lists them.
PYTHON ?= python3
PY := .venv/bin/python
BUSINESSES ?= 60000
SEED ?= 1
REGISTERS ?=
HOST ?= 127.0.0.1
PORT ?= 8000
WORKSPACE ?= var/demo/workspace
ROLE ?= ministry
AREA ?=
export PYTHONDONTWRITEBYTECODE ?=

.DEFAULT_GOAL := help
.PHONY: help setup demo serve officer test lint types contracts docs check bench bench-national bench-accuracy bench-registers bench-locating bench-calibration bench-classifying bench-coverage bench-noise bench-capacitated bench-clusters bench-national-clusters bench-linkage bench-staying lock clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

setup: ## make the environment and fetch the reference data (does nothing when they are up to date)
	@$(PYTHON) tools/setup.py

demo: setup ## sample world or REGISTERS="a.csv b.xlsx" -> run -> portal on http://127.0.0.1:8000
	@$(PY) tools/demo.py --businesses "$(BUSINESSES)" --seed "$(SEED)" --host "$(HOST)" --port "$(PORT)" -- $(REGISTERS)

serve: setup ## the portal on WORKSPACE
	@$(PY) -m portal serve --workspace "$(WORKSPACE)" --host "$(HOST)" --port "$(PORT)"

officer: setup ## make an account for the portal on WORKSPACE: make officer NAME=siti ROLE=regency AREA=3372
	@$(PY) -m portal make_officer --workspace "$(WORKSPACE)" --username "$(NAME)" --role "$(ROLE)" --area "$(AREA)"

test: setup ## all tests
	@$(PY) -m pytest -n 2 --dist loadfile

lint: setup ## style
	@$(PY) -m ruff check . && $(PY) -m ruff format --check .

types: setup ## types
	@$(PY) -m mypy

contracts: setup ## the import rules of ARCHITECTURE.md
	@$(PY) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

docs: setup ## write docs/generated anew
	@$(PY) tools/generate_docs.py

check: lint types contracts test ## everything CI does

bench: setup ## one million businesses end to end, and the portal at that size; writes benchmarks/results
	@$(PY) -m benchmarks.million

bench-national: setup ## the whole country (5.5 million businesses), cost per stage and per record, and peers; writes benchmarks/results
	@$(PY) -m benchmarks.national

bench-accuracy: setup ## a sampled country run and held against its truth; writes benchmarks/results
	@$(PY) -m benchmarks.accuracy

bench-capacitated: setup ## the solver behind sentra on published instances of capacitated clustering; writes benchmarks/results
	@$(PY) -m benchmarks.capacitated_clustering

bench-clusters: setup ## sentra beside administrative borders, DBSCAN, HDBSCAN and k-means with size constraints; writes benchmarks/results
	@$(PY) -m benchmarks.clusters

bench-national-clusters: setup ## 5.5 million businesses into sentra, clusters and learning groups: time, memory and gap; writes benchmarks/results
	@$(PY) -m benchmarks.national_clusters

bench-coverage: setup ## printed answers of coverage estimators, and intervals held against sampled countries; writes benchmarks/results
	@$(PY) -m benchmarks.coverage

bench-registers: setup ## real registers located with approximate and with official boundaries; writes benchmarks/results
	@$(PY) -m benchmarks.registers

bench-calibration: setup ## how often each kind of place is right: promised against true; writes benchmarks/results
	@$(PY) -m benchmarks.calibration --check

bench-classifying: setup ## fashion on a real register with labels held out, reliability, coding and speed; writes benchmarks/results
	@$(PY) -m benchmarks.classifying

bench-locating: setup ## 5.5 million points into regencies and villages, beside other tools; writes benchmarks/results
	@$(PY) -m benchmarks.locating

bench-noise: setup ## matching at half to three times the usual mistakes; writes benchmarks/results
	@$(PY) -m benchmarks.noise

bench-linkage: setup ## public lists with known truth linked by the roles of their columns, beside Splink; writes benchmarks/results
	@$(PY) -m benchmarks.linkage

bench-staying: setup ## who keeps sentra and cluster when the registers change; writes benchmarks/results
	@$(PY) -m benchmarks.staying

lock: setup ## resolve the dependencies anew
	@$(PY) -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --all-extras \
	    --upgrade --custom-compile-command "make lock" -q pyproject.toml -o requirements.lock

clean: ## remove what set-up, tests and demos made
	rm -rf .venv .reference var .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
