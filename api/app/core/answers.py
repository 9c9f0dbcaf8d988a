"""Encoded answers kept in memory for as long as what they are made of stays the same."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock


class Answers:
    """The answers used last, by what they depend on: a key has one answer for ever."""

    def __init__(self, *, size_max: int = 2_000) -> None:
        self._size_max = size_max
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """Return the answer of that key, made now if it is not kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        answer = make()
        with self._lock:
            self._kept[key] = answer
            if len(self._kept) > self._size_max:
                self._kept.popitem(last=False)
        return answer
