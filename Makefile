# Every target works from nothing; a second run does only what changed.
PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
WORKERS ?= 2
# A worker that has nothing left takes over tests of the other, so that both end together.
PYTEST = $(VENV_PYTHON) -m pytest --numprocesses $(WORKERS) --dist worksteal

.PHONY: site test test-fast serve figures check bench clean
.PHONY: lint format help

site: ## the site into site/, the offline bundle into dist/
	@$(PYTHON) -m scripts.environment site
	@$(VENV_PYTHON) -m scripts.build

test: ## all tests, in a browser too, by two workers (WORKERS=4: by four)
	@$(PYTHON) -m scripts.environment test
	@$(PYTEST)

test-fast: ## every test that needs no browser
	@$(PYTHON) -m scripts.environment test
	@$(PYTEST) -m "not browser"

serve: site ## live preview, renewed at every change
	@$(VENV_PYTHON) -m mkdocs serve

figures: ## draw the static pictures of the figures anew
	@$(PYTHON) -m scripts.environment test
	@$(VENV_PYTHON) -m scripts.draw_figures

lint: ## style and types, without changing a file: ruff and mypy
	@$(PYTHON) -m scripts.environment test
	@$(VENV_PYTHON) -m ruff check
	@$(VENV_PYTHON) -m ruff format --check
	@$(VENV_PYTHON) -m mypy

format: ## bring every Python file into the one form, and sort its imports
	@$(PYTHON) -m scripts.environment test
	@$(VENV_PYTHON) -m ruff check --fix-only
	@$(VENV_PYTHON) -m ruff format

check: site ## what the course rests on, and one more look over the built site
	@$(VENV_PYTHON) -m scripts.check_claims
	@$(VENV_PYTHON) -m scripts.check_site site

bench: site ## builds beside Sphinx and plain MkDocs, weights of pages, Lighthouse (minutes, and the network once)
	@$(PYTHON) -m scripts.environment test
	@$(VENV_PYTHON) -m scripts.bench

clean: ## remove all that the other targets make
	rm -rf .venv .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache *.egg-info
	rm -rf node_modules site dist macros/assets/vendor

help: ## what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
