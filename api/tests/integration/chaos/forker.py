"""Starts workers in no time: everything is imported once, and each worker is a fork of that."""

import base64
import os
import pickle
import signal
import subprocess
import sys
import time

from app.core.config import Settings
from app.jobs import worker
from app.services.wiring import wire


class Forker:
    """The process that forks workers, seen from a test."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.chaos.forker"],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def worker(self, settings: Settings) -> int:
        """Start a worker; return its process id."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(base64.b64encode(pickle.dumps(dict(settings))) + b"\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    @staticmethod
    def kill(process_id: int) -> None:
        """Kill a worker as no worker can prevent, and wait until it is gone."""
        os.kill(process_id, signal.SIGKILL)
        while True:
            try:
                os.kill(process_id, 0)
            except ProcessLookupError:
                return
            time.sleep(0.002)

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=10)
        if self._process.stdout is not None:
            self._process.stdout.close()


def main() -> None:
    """Fork a worker for each line of settings."""
    # Nobody waits for the killed: the kernel clears them away.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin.buffer:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.close(0)
            os.dup2(2, 1)
            settings = pickle.loads(base64.b64decode(line))  # noqa: S301 - the test wrote it
            worker.run(wire(Settings.model_construct(**settings)))
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
