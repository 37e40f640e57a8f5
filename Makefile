# Every target works from nothing; a second run does only what changed.
PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
WORKERS ?= 2
# A worker that has nothing left takes over tests of the other, so that both end together.
PYTEST = $(VENV_PYTHON) -m pytest --numprocesses $(WORKERS) --dist worksteal

.PHONY: site test test-fast serve figures check clean

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

check: site ## what the course rests on, and one more look over the built site
	@$(VENV_PYTHON) -m scripts.check_claims
	@$(VENV_PYTHON) -m scripts.check_site site

clean: ## remove all that the other targets make
	rm -rf .venv .cache node_modules site dist docs/assets/vendor
