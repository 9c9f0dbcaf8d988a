"""Runs the checks of `make test`, or the ones named, one after the other; says how each went."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = ROOT / ".venv" / "bin"
UI = ROOT / "ui"
# The day the browser tests live on.
E2E_TODAY = "2026-11-19"
_START_SECONDS = 120


class CheckFailedError(Exception):
    """A check went red; what it printed says why."""


def main(names: Sequence[str]) -> int:
    """Run the named checks, or all; return how many went red."""
    known = {**CHECKS, **_PARTS}
    chosen = {name: known[name] for name in names} if names else CHECKS
    failed: list[str] = []
    for name, check in chosen.items():
        print(f"── {name}", flush=True)
        began = time.monotonic()
        try:
            check()
        except CheckFailedError as error:
            failed.append(name)
            print(f"✗ {name}: {error}", flush=True)
        else:
            print(f"✓ {name} ({time.monotonic() - began:.0f} s)", flush=True)
    print(f"{len(chosen) - len(failed)} passed, {len(failed)} failed", flush=True)
    if failed:
        print(f"Red: {', '.join(failed)}", flush=True)
    return len(failed)


def _do(*command: str | Path, cwd: Path = ROOT, extra: Mapping[str, str] | None = None) -> None:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'api'}{os.pathsep}{ROOT}", **(extra or {})}
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=environment, check=False)
    if done.returncode != 0:
        raise CheckFailedError(f"{Path(command[0]).name} said no")


def lint() -> None:
    """Format and lint of Python."""
    _do(BIN / "ruff", "format", "--check", ".")
    _do(BIN / "ruff", "check", ".")


def types() -> None:
    """Types of Python."""
    _do(BIN / "mypy", "api", "bench", "demo_bank", "launcher", "scripts")


def contracts() -> None:
    """Who may import whom."""
    _do(BIN / "lint-imports", "--no-logo")


def unit() -> None:
    """Run the tests that need no database."""
    _do(BIN / "pytest", "api/tests/unit", "demo_bank/tests", "launcher/tests", "-q", "-n", "2")


def integration() -> None:
    """Run the tests on a real PostgreSQL."""
    _do(BIN / "pytest", "api/tests/integration", "-q", "-n", "2")


def domain() -> None:
    """Run the domain's own tests, which reach its branches to the last."""
    _do(
        BIN / "pytest", "api/tests/unit/domain", "-q", "-n", "2",
        "--cov=app.domain", "--cov-branch", "--cov-report=term:skip-covered",
        "--cov-fail-under=100",
        extra={"COVERAGE_CORE": "ctrace"},
    )  # fmt: skip


def tests() -> None:
    """Run all other Python tests, which reach nearly every line of the program."""
    _do(
        BIN / "pytest", "-q", "-n", "3", "--ignore=api/tests/unit/domain",
        "--cov", "--cov-report=term:skip-covered", "--cov-fail-under=95", "--durations=25",
    )  # fmt: skip


def client_check() -> None:
    """Compare the committed client with what the API describes."""
    with tempfile.TemporaryDirectory(dir=UI) as folder:
        _do("npx", "openapi-ts", "--output", folder, "--silent", cwd=UI)
        kept = UI / "src" / "services" / "api"
        _do("diff", "-r", folder, kept)


def ui() -> None:
    """Format, lint, types and tests of the UI."""
    _do("npm", "run", "--silent", "check", cwd=UI)
    _do("npm", "run", "--silent", "test", cwd=UI)


def e2e() -> None:
    """Every journey in a real browser against the real stack."""
    found = subprocess.run(
        [ROOT / "scripts" / "chromium.sh"], stdout=subprocess.PIPE, text=True, check=False
    )
    if found.returncode != 0:
        raise CheckFailedError("no browser")
    with tempfile.TemporaryDirectory() as data:
        port = _free_port()
        environment = {
            **os.environ,
            "PYTHONPATH": f"{ROOT / 'api'}{os.pathsep}{ROOT}",
            "APP_ENV": "demo",
            "PORT": str(port),
            "DATA_DIR": data,
            "TODAY": E2E_TODAY,
            # The journeys make the demo bank slow, change its mind and end its consents.
            "DEMO_BANK_CONTROL": "1",
        }
        stack = subprocess.Popen([BIN / "python", "-m", "launcher"], cwd=ROOT, env=environment)
        try:
            _wait_for(f"http://localhost:{port}/api/v1/health", stack)
            _do(
                "npm", "run", "--silent", "e2e",
                cwd=UI,
                extra={
                    "E2E_BASE_URL": f"http://localhost:{port}",
                    "CHROMIUM_PATH": found.stdout.strip(),
                },
            )  # fmt: skip
        finally:
            stack.terminate()
            stack.wait(timeout=60)


def _free_port() -> int:
    done = subprocess.run(
        [BIN / "python", "-c", "from launcher.processes import free_port; print(free_port())"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return int(done.stdout)


def _wait_for(url: str, stack: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if stack.poll() is not None:
            raise CheckFailedError("the app did not start")
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise CheckFailedError("the app did not answer in time")


CHECKS: Mapping[str, Callable[[], None]] = {
    "lint": lint,
    "types": types,
    "contracts": contracts,
    "domain": domain,
    "tests": tests,
    "client-check": client_check,
    "ui": ui,
    "e2e": e2e,
}
_PARTS: Mapping[str, Callable[[], None]] = {"unit": unit, "integration": integration}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
