"""`make run` as a person meets it, once everything is installed."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher.processes import answers, free_port, is_free

ROOT = Path(__file__).parents[2]
_START_SECONDS = 60


def _environment(port: int, data: Path, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(ROOT / "api"), str(ROOT))),
        "APP_ENV": "development",
        "DATABASE_URL": "",
        "PORT": str(port),
        "DATA_DIR": str(data),
        **more,
    }


@contextmanager
def _running(port: int, data: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "launcher"],
        cwd=ROOT,
        env=_environment(port, data),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        deadline = time.monotonic() + _START_SECONDS
        while not answers(f"http://127.0.0.1:{port}/api/v1/health"):
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


def _post(port: int, path: str, body: dict[str, str]) -> int:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v1{path}",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as response:  # noqa: S310 - our own address
        return int(response.status)


class TestRun:
    def test_finds_the_same_data_when_started_again(self, tmp_path: Path) -> None:
        port = free_port()
        person = {"email": "alex@example.com", "password": "correct horse battery"}

        with _running(port, tmp_path):
            registered = _post(port, "/auth/register", person)
        stopped = is_free(port)
        with _running(port, tmp_path):
            signed_in = _post(port, "/auth/login", person)

        assert (registered, stopped, signed_in) == (201, True, 200)

    def test_stops_everything_it_started(self, tmp_path: Path) -> None:
        port = free_port()

        with _running(port, tmp_path) as process:
            pass

        assert process.returncode == 0
        assert not (tmp_path / "postgres" / "postmaster.pid").exists()

    def test_says_in_one_line_that_the_port_is_taken_and_the_way_out(self, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = int(taken.getsockname()[1])
            done = subprocess.run(
                [sys.executable, "-m", "launcher"],
                cwd=ROOT,
                env=_environment(port, tmp_path),
                capture_output=True,
                text=True,
                check=False,
            )

        assert done.returncode == 1
        assert done.stdout.splitlines() == [
            (
                f"Not started. Port {port} is in use: stop the program that has it, "
                f"or choose another with PORT={port + 1} make run."
            )
        ]

    def test_names_every_weakness_of_live_settings(self, tmp_path: Path) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "launcher"],
            cwd=ROOT,
            env=_environment(
                free_port(),
                tmp_path,
                APP_ENV="live",
                SECRET_KEY="changeme",
                ENCRYPTION_KEY="",
                TODAY="2026-11-19",
                CORS_ORIGINS="*",
            ),
            capture_output=True,
            text=True,
            check=False,
        )

        assert done.returncode == 1
        for name in ("SECRET_KEY", "ENCRYPTION_KEY", "TODAY", "CORS_ORIGINS"):
            assert name in done.stdout
