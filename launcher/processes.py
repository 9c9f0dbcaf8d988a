"""Starting child processes, knowing when they are ready, and stopping them."""

import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_STOP_SECONDS = 10.0
_READY_SECONDS = 60.0
_POLL_SECONDS = 0.05


class StartError(Exception):
    """Something could not be started; the message says what, and the way out."""


@dataclass(slots=True)
class Family:
    """The child processes of one run; each a group of its own: Ctrl-C is ours to pass."""

    folder: Path
    environment: Mapping[str, str]
    log_folder: Path
    _children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, *arguments: str) -> None:
        """Start ``python -m …`` with its output in a log file of its own."""
        self.log_folder.mkdir(parents=True, exist_ok=True)
        with self._log(name).open("ab") as log:
            self._children[name] = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                cwd=self.folder,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_ready(self, name: str, url: str, stop: threading.Event) -> None:
        """Return once the address answers 200, or a person wants to stop.

        :raises StartError: if the process ends first, or takes a minute.
        """
        deadline = time.monotonic() + _READY_SECONDS
        while time.monotonic() < deadline and not stop.is_set():
            if self._children[name].poll() is not None:
                raise StartError(f"{name} stopped: {self._last_words(name)}")
            if answers(url):
                return
            stop.wait(_POLL_SECONDS)
        if not stop.is_set():
            raise StartError(f"{name} is not answering: see {self._log(name)}")

    def ended(self) -> str | None:
        """Return the name of a child that has ended, if one has."""
        return next(
            (name for name, child in self._children.items() if child.poll() is not None), None
        )

    def _log(self, name: str) -> Path:
        return self.log_folder / f"{name}.log"

    def _last_words(self, name: str) -> str:
        lines = self._log(name).read_text(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"

    def failure(self, name: str) -> str:
        """Return what to tell a person about a child that ended."""
        return f"{name} stopped: {self._last_words(name)} (see {self._log(name)})"

    def stop(self) -> None:
        """Ask every child to finish, newest first, and end those that will not."""
        children = list(reversed(self._children.values()))
        for child in children:
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + _STOP_SECONDS
        for child in children:
            try:
                child.wait(timeout=max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def answers(url: str) -> bool:
    """Return whether the address answers 200."""
    try:
        with urllib.request.urlopen(url, timeout=2) as response:  # noqa: S310 - our own address
            return bool(response.status == 200)  # noqa: PLR2004 - HTTP's word for yes
    except (urllib.error.URLError, OSError):
        return False


def is_free(port: int) -> bool:
    """Return whether nobody listens on the port on this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port(*, beside: Sequence[int] = ()) -> int:
    """Return a port that nobody listens on."""
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        if port not in beside:
            return port
