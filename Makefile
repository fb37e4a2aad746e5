# `make` lists what it can do. It needs Python 3.11 or newer, git and make; everything else goes into .venv.
#   PYTHON=…   takes that Python           ARGS=…   goes to pytest           UPGRADE=1   lets `lock` take newer versions
#   VENV=…     puts the environment there  PORT=…   for serve and preview             SEED=…      for fuzz

VENV := .venv
PORT := 8000
ARGS :=
SEED :=
PY   := $(VENV)/bin/python
export VENV PYTHON UPGRADE
export NO_MKDOCS_2_WARNING = 1
# Builds and tests start Python hundreds of times: what one has compiled, the others load.
unexport PYTHONDONTWRITEBYTECODE
SETUP := sh scripts/setup.sh
OUTPUTS := paper engines mermaid offline sheets inventories ways_in
PARALLEL := -n auto --maxprocesses 8 --dist loadgroup

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve preview check test test-core test-matrices test-setups test-outputs offline pdf own-coverage mutants fuzz properties evidence lint bench lock clean FORCE

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name what; do printf '  make %-13s %s\n' "$$name" "$$what"; done

site: $(VENV)/.project ## build the site, in both languages, into site/; any warning is an error
	$(PY) -m mkdocs build --strict

offline: $(VENV)/.project ## build the site as one zip that opens from a disk, patternloom-offline.zip
	$(PY) scripts/offline.py patternloom-offline.zip

pdf: $(VENV)/chromium-path ## print the whole reference, a tagged PDF for each language, patternloom-en.pdf …
	$(PY) scripts/pdf.py .

serve: $(VENV)/.project ## show the site while you write; pages reload when a source file changes
	@port=$$($(PY) scripts/preview.py port $(PORT)) && exec $(PY) -m mkdocs serve --dev-addr 127.0.0.1:$$port

preview: $(VENV)/.project ## show the built site as it is, at the address printed (another port where the usual one is taken)
	@exec $(PY) scripts/preview.py serve $(PORT)

check: $(VENV)/.project ## check catalog, content, macros and navigation, and say where each mistake is
	$(VENV)/bin/patternloom check

test: $(VENV)/.servers $(VENV)/chromium-path ## run the tests, those in a real browser and with real servers too
	$(PY) -m pytest $(PARALLEL) -m "not matrix" $(ARGS)

test-matrices: $(VENV)/.servers $(VENV)/chromium-path ## run what make test leaves out as too slow: every page in every window
	$(PY) -m pytest $(PARALLEL) -m matrix $(ARGS)

test-core: $(VENV)/.examples ## run the tests that need neither a browser nor a server of the system
	$(PY) -m pytest $(PARALLEL) -m "not matrix" --ignore=tests/browser --ignore=tests/live --ignore=tests/test_verify/servers $(ARGS)
	@echo 'Not run: tests/browser (a real browser), tests/live and tests/test_verify/servers (real servers); make test runs them.'

test-setups: $(VENV)/.setups ## try other plugins beside ours, against plain MkDocs with the same ones; prints a table
	$(VENV)-setups/bin/python -m pytest $(PARALLEL) tests/setups/matrix.py $(ARGS)

test-outputs: $(VENV)/.outputs $(VENV)/chromium-path ## try the zip, paper, mermaid's trees, and what other engines and documentation make of the export
	$(PY) -m pytest $(PARALLEL) --dist loadfile $(OUTPUTS:%=tests/outputs/%.py) $(ARGS)

own-coverage: $(VENV)/.dev ## run each module's own tests alone, and fail where they miss a tenth of its branches
	$(PY) scripts/own_coverage.py $(ARGS)

mutants: $(VENV)/.dev ## make small mistakes in the code, one at a time, and tell those that no test notices; resumes
	$(PY) scripts/mutants.py run

fuzz: $(VENV)/.dev ## try 20,000 mutated projects, in at most twenty minutes; SEED=… takes the same ones again
	$(PY) scripts/fuzz.py $(if $(SEED),--seed $(SEED)) $(ARGS)

properties: $(VENV)/.examples ## give the tests of properties new and many more examples, for a quarter of an hour or so
	$(PY) -m pytest $(PARALLEL) -m hypothesis --hypothesis-profile=fuzz --timeout=0 --ignore=tests/browser $(ARGS)

evidence: $(VENV)/.servers ## check the design examples and, where all is well, write so beside each
	$(PY) -m pytest $(PARALLEL) --write-evidence $$(grep -l '^JUDGE' tests/ours/test_*.py tests/live/test_*.py)

lint: $(VENV)/.dev ## look for mistakes of style and of types
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy

bench: $(VENV)/.dev ## measure how long loading and building take
	$(PY) benchmarks/run.py $(ARGS)

lock: ## resolve pyproject.toml into the lock files again
	$(SETUP) lock

clean: ## remove all that make has made, the environment too
	rm -rf site .site-* content/assets/vendor .venv .venv-* .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis \
		.coverage .coverage.* coverage.xml htmlcov test-results mutants build dist
	find benchmarks scripts src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Set-up. The steps stand in one line, so that `make -j` never runs pip twice at once: site, then project, then dev.
# A changed lock file starts from an empty environment, so that no package survives that the lock no longer names.
# (Handed over by name: before make 4.4, $(shell …) sees no exported variable.)
ifeq ($(shell VENV='$(VENV)' PYTHON='$(PYTHON)' $(SETUP) stale),stale)
$(VENV)/.site: FORCE
endif

$(VENV)/.site: requirements-site.lock requirements.lock scripts/setup.sh
	@$(SETUP) site
	@touch $@

$(VENV)/.project: $(VENV)/.site pyproject.toml
	@$(SETUP) project
	@touch $@

$(VENV)/.dev: $(VENV)/.site | $(VENV)/.project
	@$(SETUP) dev
	@touch $@

# What checks the design examples: `make site` needs none of it.
NEEDS := src/patternloom/verify/tools/requirements.lock src/patternloom/verify/tools/setup.py $(wildcard src/patternloom/verify/node/package*.json)
$(VENV)/.examples: requirements-examples.lock $(NEEDS) $(VENV)/.dev
	@$(SETUP) examples
	@touch $@

$(VENV)/.setups: requirements-setups.lock scripts/setup.sh | $(VENV)/.project
	@$(SETUP) setups
	@touch $@

$(VENV)/.outputs: requirements-outputs.lock scripts/setup.sh | $(VENV)/.dev
	@$(SETUP) outputs
	@touch $@

$(VENV)/.servers: $(VENV)/.examples
	@$(PY) scripts/setup_servers.py
	@touch $@

# The browser may vanish, and PATTERNLOOM_CHROMIUM may name another: then look again.
ifneq ($(shell test -x "$$(cat $(VENV)/chromium-path 2>/dev/null)" && echo there),there)
$(VENV)/chromium-path: FORCE
endif
ifdef PATTERNLOOM_CHROMIUM
$(VENV)/chromium-path: FORCE
endif

$(VENV)/chromium-path: $(VENV)/.dev scripts/setup_browser.py
	@$(PY) scripts/setup_browser.py $@
