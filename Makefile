# Two commands do everything: `make start` and `make test`. The others are for developers.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
# Where PyTorch's own index of CPU builds can be reached, name it here: a plain torch may bring gigabytes for graphics cards.
TORCH_CPU_INDEX ?=
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check $(if $(TORCH_CPU_INDEX),--extra-index-url $(TORCH_CPU_INDEX))

.PHONY: start test test-slow install ingest ask eval check
.DEFAULT_GOAL := start

start: install
	@$(RUN) -m assistant serve

test: install
	@$(RUN) -m pytest -m "not slow"

test-slow: install
	@$(RUN) -m pytest -m slow

ingest: install
	@$(RUN) -m ingest

# The question goes through the environment: the shell must not run what somebody asks.
ask: export QUESTION = $(value Q)
ask: install
	@$(RUN) -m assistant ask "$$QUESTION"

eval: install
	@$(RUN) -m evals run

check: install
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --quiet --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@if [ -x ../shared/tools/check_originality.py ]; then $(RUN) ../shared/tools/check_originality.py .; fi

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Fout: Bronvast heeft Python 3.11 of nieuwer nodig. Installeer die, of wijs hem aan: make PYTHON=python3.12 start"; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Fout: het onderdeel venv van Python ontbreekt. Installeer het (op Debian en Ubuntu: sudo apt install python3-venv) en probeer het opnieuw."; exit 2; }
	@free=$$(df -Pk . | awk 'NR==2 {print int($$4 / 1024)}'); [ "$$free" -ge 4000 ] || [ -x $(RUN) ] || { echo "Fout: er is $$free MB vrij op de schijf, en er is 4000 MB nodig. Maak ruimte vrij en probeer het opnieuw."; exit 2; }
	@echo "Omgeving maken in $(VENV)/ (eenmalig, enkele minuten) …"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --upgrade pip
	@$(PIP) --constraint constraints.txt --editable '.[dev]' || { echo "Fout: de pakketten konden niet worden geïnstalleerd. Kijk of de schijf vol is (df -h .) en of de pakketbron bereikbaar is, en probeer het opnieuw."; exit 2; }
	@touch $@
