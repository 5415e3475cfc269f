# Every gesture of the house. Needs make, git, and Python 3.11 with pip and venv; nothing else.

PYTHON ?= python3
bin := .venv/bin

.PHONY: start demo test law bench bench-rostering bench-rostering-short docs fix lock

start: .venv/.ready  ## installe tout, ouvre le site de démonstration et donne son adresse
	@DJANGO_SETTINGS_MODULE=sextant_web.settings.demo $(bin)/python -m sextant_web start

demo: .venv/.ready  ## au terminal : calcule et montre le tableau d'un service d'exemple
	$(bin)/sextant demo --out demo

test: .venv/.ready  ## style, flèches, types et tests ; les dernières lignes disent ce qui n'a pas pu tourner ici
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/lint-imports
	$(bin)/mypy
	$(bin)/pytest -n 2

law: .venv/.ready  ## relit tous les fichiers de règles et leurs exemples
	$(bin)/sextant law check

bench: .venv/.ready  ## mesure les temps et la qualité, sur cette machine
	$(bin)/python -m benchmarks

bench-rostering: .venv/.ready  ## Sextant et ses pairs sur 24 instances publiques ; des heures, reprend où elle s’est arrêtée
	$(bin)/python -m benchmarks.curtois_qu_bench --all

bench-rostering-short: .venv/.ready  ## les huit plus petites à 20 s, en dix minutes
	$(bin)/python -m benchmarks --only curtois_qu_short

docs: .venv/.ready  ## réimprime docs/reference
	$(bin)/python -m docs.print_reference

fix: .venv/.ready  ## met en forme
	-$(bin)/ruff check --fix .
	$(bin)/ruff format .

lock: .venv/.ready  ## remonte les versions de requirements.lock (sans aucune adresse dedans)
	$(bin)/pip-compile --quiet --upgrade --all-extras --generate-hashes --strip-extras --allow-unsafe \
	    --no-header --no-emit-options --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	    --output-file requirements.lock pyproject.toml

# The stamp is younger than the lock: the set-up runs once, and again when a version changes.
.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Il faut Python 3.11 ou plus récent.")'
	$(PYTHON) -m venv .venv
	$(bin)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(bin)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
