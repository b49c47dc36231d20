# The developer's commands. Needs GNU make (3.81 or newer) and Python 3.11 or newer; the rest is installed into .venv.
#
# Every path is relative, so that a checkout may lie in a folder with spaces in its name. Stamp files in .venv say what is
# installed: as long as the locks and the packaging stand unchanged, a second run installs nothing and needs no network.

PYTHON ?= python3
UV     ?= uv
ARGS   ?=

VENV := .venv
BIN  := $(VENV)/bin
BASE := $(VENV)/.made-for
KIT  := $(VENV)/.kit-installed
DEV  := $(VENV)/.dev-installed
BENCH := $(VENV)/.bench-installed

PACKAGING := pyproject.toml hatch_build.py

# Quiet, only what the lock's hashes allow, and wheels only: no compiler, and no build that fetches what no hash covers.
export PIP_DISABLE_PIP_VERSION_CHECK := 1
INSTALL := $(BIN)/python -m pip install --quiet
LOCKED  := $(INSTALL) --require-hashes --only-binary :all: --requirement
SELF    := $(INSTALL) --no-deps --no-build-isolation --editable .

# An environment that is copied or moved here from another folder, or whose Python is gone, is made anew.
SOUND := $(shell test "$$(cat $(BASE) 2>/dev/null)" = "$$(pwd -P)" && $(BIN)/python -c '' 2>/dev/null && echo yes)
ifneq ($(SOUND),yes)
$(BASE): FORCE
endif

# The development environment holds everything the runtime needs: once it is there, it serves the kit as well.
RUNTIME := $(if $(SOUND),$(if $(wildcard $(DEV)),$(DEV),$(KIT)),$(KIT))

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: FORCE help kit setup setup-kit test lint format typecheck pytest stress fuzz groups bench pictures reference schemas wheel lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

kit: setup-kit ## Build the kits into output/ (ARGS="..." is passed on)
	$(BIN)/materialgen build $(ARGS)

setup-kit: $(RUNTIME)

setup: $(DEV) ## Set up .venv for development

test: lint typecheck pytest ## Everything CI runs: lint, format, types, tests

lint: $(DEV) ## Check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(DEV) ## Put the code into its format, and fix what can be fixed safely
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

typecheck: $(DEV) ## Check types
	$(BIN)/mypy

pytest: $(DEV) ## Run the tests only (ARGS="-k name" picks some)
	$(BIN)/pytest -n auto $(ARGS)

stress: $(DEV) ## Build 1,000 random kits and read them back (ARGS=100 takes fewer)
	$(BIN)/python -m tests.stress.run $(ARGS)

fuzz: $(DEV) ## Build 20,000 kits spoilt at random (FUZZ=N takes another number)
	FUZZ=$(or $(FUZZ),20000) $(BIN)/pytest -q tests/corpus/test_fuzz.py

groups: $(DEV) ## Build the kit for 100 groups and count it again in the PDFs (GROUPS=N takes another number, all takes all)
	GROUPS=$(or $(GROUPS),100) $(BIN)/pytest -q -n auto tests/plan/test_combinations.py

bench: $(BENCH) ## Measure speed next to Typst, WeasyPrint and fpdf2 (ARGS="--rounds 3 --without weasyprint" is quicker)
	$(BIN)/python -m bench.run $(ARGS)

pictures: $(DEV) ## Draw the pictures in README and docs/ from the built-in kits
	$(BIN)/python tools/pictures.py

reference: $(DEV) ## Write docs/layouts.md and docs/files.md from the code
	$(BIN)/python tools/reference.py

schemas: $(DEV) ## Write the schemas for editors, and the first lines of the built-in kits' files
	$(BIN)/materialgen schema --out src/materialgen/schema
	$(BIN)/python tools/modelines.py

wheel: $(DEV) ## Build the sdist, and the wheel from the sdist, into dist/
	$(BIN)/python -m build --no-isolation --outdir dist .

# Universal: one lock for every system and Python. Versions stay as they are; `make lock ARGS=--upgrade` renews them.
COMPILE = $(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --python-version 3.11 \
	--custom-compile-command 'make lock' $(ARGS) pyproject.toml

lock: ## Resolve the dependencies into lock/ (needs uv and the network)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: https://docs.astral.sh/uv/ (or UV=path)" >&2; exit 1; }
	$(COMPILE) --group dev --output-file lock/dev.txt
	$(COMPILE) --group install --constraint lock/dev.txt --output-file lock/kit.txt
	$(COMPILE) --group bench --constraint lock/dev.txt --output-file lock/bench.txt

clean: ## Remove .venv, caches and builds; output/ stays
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	find . -name .git -prune -o -name output -prune -o -type d -name __pycache__ -exec rm -rf {} +

$(BASE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "materialgen needs Python 3.11 or newer, and '$(PYTHON)' is not: name another one, as in: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "'$(PYTHON)' cannot make virtual environments. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@pwd -P >$@

$(KIT): $(BASE) lock/kit.txt $(PACKAGING)
	$(LOCKED) lock/kit.txt
	$(SELF)
	@touch $@

$(DEV): $(BASE) lock/dev.txt $(PACKAGING)
	$(LOCKED) lock/dev.txt
	$(SELF)
	@touch $@

$(BENCH): $(DEV) lock/bench.txt
	$(LOCKED) lock/bench.txt
	@touch $@
