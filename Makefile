# Finance Tracker: `make run` and `make test` do all the set-up themselves.
.DEFAULT_GOAL := help
.PHONY: help run test dev format lint types contracts unit integration ui client client-check migration e2e lock bench-detect bench-forecast bench-spending bench-spending-quality bench-figures bench-sync clean

BIN := .venv/bin
export PYTHONPATH := api:.

help: ## List everything
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: ## Install what is missing, then run the app at http://localhost:8000
	@./scripts/bootstrap.sh run
	@exec $(BIN)/python -m launcher

test: ## Everything CI runs, the browser tests included
	@./scripts/bootstrap.sh test
	@$(BIN)/python scripts/check.py

dev: ## Run with the UI's development server beside (http://localhost:5173)
	@./scripts/bootstrap.sh test
	@$(BIN)/python -m launcher & app=$$!; trap "kill $$app" EXIT INT TERM; (cd ui && npm run dev)

format: ## Format everything
	@./scripts/bootstrap.sh test
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix . && cd ui && npx biome check --write .

lint types contracts unit integration ui client-check e2e: ## One of the checks of `make test`
	@./scripts/bootstrap.sh test
	@$(BIN)/python scripts/check.py $@

client: ## Write the OpenAPI document and generate the UI's client from it
	@./scripts/bootstrap.sh test
	@$(BIN)/python scripts/openapi.py && cd ui && npm run --silent client

migration: ## Write a migration: make migration name="what it does" rev=0002
	@./scripts/bootstrap.sh test
	@$(BIN)/python scripts/migration.py "$(name)" "$(rev)"

lock: ## Pin Python packages anew (needs uv)
	@for name in requirements requirements-local requirements-dev; do \
		uv pip compile --python-version 3.12 --universal --generate-hashes --no-emit-index-url --no-header -q $$name.in -o $$name.lock; done

bench-sync: ## Measure a sync of 200,000 rows in one account: time and memory
	@./scripts/bootstrap.sh test
	@$(BIN)/python -m bench.sync

bench-spending: ## Measure what spending costs beside one row, for 10,000 and 1,000,000 rows
	@./scripts/bootstrap.sh test
	@$(BIN)/python -m bench.spending

bench-figures: ## Measure what the summary and a year's forecast cost beside one row
	@./scripts/bootstrap.sh test
	@$(BIN)/python -m bench.figures

bench-spending-quality: ## Measure transfers, categories and merchants on households of known truth
	@./scripts/bootstrap.sh test
	@$(BIN)/python -m bench.spending_quality

bench-detect: ## Measure the detector on the data in SHARED_DATA (default ../shared)
	@./scripts/bootstrap.sh test
	@$(BIN)/python -m bench.detect --keep

bench-forecast: ## Measure the forecast on the data in SHARED_DATA (default ../shared)
	@./scripts/bootstrap.sh test
	@$(BIN)/python -m bench.forecast

clean: ## Remove environments and builds; data stays
	rm -rf .venv .stamps ui/node_modules ui/dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
