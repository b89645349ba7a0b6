"""The plan of the house: who may import whom, how long things are, what they are called, and what README.md promises."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGES = ("corpus", "ingest", "assistant", "evals")
MODULES = sorted(path for package in PACKAGES for path in (REPOSITORY / package).rglob("*.py"))
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}


def name(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_the_import_contracts_hold() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache", "--no-logo"]

    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)

    assert done.returncode == 0 and "0 broken" in done.stdout, done.stdout + done.stderr


def test_a_module_has_at_most_300_lines() -> None:
    assert [name(path) for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > 300] == []


def test_a_function_has_at_most_40_lines() -> None:
    long = [(name(path), function.name) for path in MODULES for function in functions(path) if (function.end_lineno or 0) - function.lineno >= 40]

    assert long == []


def test_a_module_says_what_lives_in_it() -> None:
    assert [name(path) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))] == []


def test_no_module_or_package_has_a_name_that_says_nothing() -> None:
    assert [name(path) for path in MODULES if NO_NAMES & {*path.relative_to(REPOSITORY).parent.parts, path.stem}] == []


def test_every_make_command_that_the_readme_names_is_a_target_of_the_makefile() -> None:
    readme, makefile = ((REPOSITORY / file).read_text(encoding="utf-8") for file in ("README.md", "Makefile"))
    named = set(re.findall(r"\bmake (?:[A-Z_]+=\S+ )*([a-z][a-z-]*)", readme))

    assert {"start", "test"} <= named
    assert named - set(re.findall(r"^([a-z][a-z-]*):", makefile, re.M)) == set()


def test_every_command_that_the_readme_names_exists() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")

    for module in set(re.findall(r"\bpython -m ([a-z_.]+)", readme)):
        assert (REPOSITORY / module.replace(".", "/") / "__main__.py").is_file() or module in ("venv", "pip", "pytest"), module


def test_every_package_is_installed() -> None:
    listed = re.search(r"^packages = \[(.*?)\]", (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"), re.M | re.S)
    packages = {".".join(path.parent.relative_to(REPOSITORY).parts) for path in MODULES if path.name == "__init__.py"}

    assert listed is not None
    assert set(re.findall(r'"([^"]+)"', listed[1])) == packages
