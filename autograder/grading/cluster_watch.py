"""Say so while a cluster has no worker, which Dask itself waits for in silence."""

import contextlib
import threading
from collections.abc import Callable, Iterator

from distributed import Client

_PAUSE_SECONDS = 2.0


@contextlib.contextmanager
def saying_without_workers(
    client: Client, seconds: float, say: Callable[[str], None]
) -> Iterator[None]:
    """Watch a scheduler's workers while the context lasts.

    Args:
        client: connected to the scheduler.
        seconds: how long there may be none before that is said; once, until there are some again.
        say: given the scheduler's address.
    """
    ended = threading.Event()
    thread = threading.Thread(target=_watch, args=(client, seconds, say, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(_PAUSE_SECONDS)


def _watch(
    client: Client, seconds: float, say: Callable[[str], None], ended: threading.Event
) -> None:
    address = getattr(client.scheduler, "address", "the scheduler")
    missing, said = 0.0, False
    while not ended.wait(_PAUSE_SECONDS):
        try:
            workers = len(client.nthreads())
        except Exception:  # a lost connection is noticed where results are awaited
            continue
        missing = 0.0 if workers else missing + _PAUSE_SECONDS
        if missing >= seconds and not said:
            say(address)
        said = missing >= seconds
