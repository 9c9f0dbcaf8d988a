"""Sentences of the architecture that no linter checks."""

import ast
import importlib
import pkgutil
import runpy
from collections.abc import Iterator
from pathlib import Path

import app
from app.domain.errors import FinanceError

ROOT = Path(__file__).parents[4]
_LINES_MAX = 400
# What is expected of everyday spending is a statistic: nothing there is owed to the penny.
STATISTICS = ROOT / "api" / "app" / "domain" / "everyday"


def _python_files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "tests" not in path.parts:
                yield path


def _import_everything() -> None:
    for module in pkgutil.walk_packages(app.__path__, prefix="app."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def _kinds(kind: type[FinanceError]) -> Iterator[type[FinanceError]]:
    for sub in kind.__subclasses__():
        yield sub
        yield from _kinds(sub)


class TestTheDomain:
    def test_counts_in_whole_numbers_and_fractions_only(self) -> None:
        floats = [
            f"{path.relative_to(ROOT)}:{node.lineno}"
            for path in _python_files("api/app/domain")
            if path.parent != STATISTICS
            for node in ast.walk(ast.parse(path.read_text()))
            if (isinstance(node, ast.Constant) and isinstance(node.value, float))
            or (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "float"
            )
        ]

        assert floats == []


class TestErrors:
    def test_each_have_a_code_of_their_own_and_a_status(self) -> None:
        _import_everything()
        problems = importlib.import_module("app.routers.problems")
        kinds = [kind for kind in _kinds(FinanceError) if kind.__module__.startswith("app.")]

        without_status = [kind.__name__ for kind in kinds if not problems.status_of(kind)]
        codes = [kind.code for kind in kinds]

        assert without_status == []
        assert sorted(codes) == sorted(set(codes))


class TestTheContract:
    def test_is_the_committed_openapi_document(self) -> None:
        script = runpy.run_path(str(ROOT / "scripts" / "openapi.py"))

        assert script["document"]() == script["SNAPSHOT"].read_text(), "run `make client`"

    def test_names_every_operation_once(self) -> None:
        script = runpy.run_path(str(ROOT / "scripts" / "openapi.py"))
        document = importlib.import_module("json").loads(script["document"]())

        names = [
            operation["operationId"]
            for path in document["paths"].values()
            for operation in path.values()
        ]

        assert sorted(names) == sorted(set(names))


class TestFiles:
    def test_hold_one_idea_each(self) -> None:
        long = [
            str(path.relative_to(ROOT))
            for path in _python_files("api/app", "demo_bank", "launcher", "scripts")
            if len(path.read_text().splitlines()) > _LINES_MAX
        ]

        assert long == []
