"""Say so while a cluster has no worker for a run, which Dask itself waits for in silence."""

import contextlib
import threading
from collections.abc import Callable, Iterator

from distributed import Client

_PAUSE_SECONDS = 2.0


@contextlib.contextmanager
def saying_without_workers(
    client: Client, gpu: bool, seconds: float, say: Callable[[str], None]
) -> Iterator[None]:
    """Watch a scheduler's workers while the context lasts.

    Args:
        client: connected to the scheduler.
        gpu: whether only workers that were started with GPU slots are of use.
        seconds: how long there may be none before that is said; once, until there are some again.
        say: given the scheduler's address.
    """
    ended = threading.Event()
    thread = threading.Thread(target=_watch, args=(client, gpu, seconds, say, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(_PAUSE_SECONDS)


def _watch(
    client: Client, gpu: bool, seconds: float, say: Callable[[str], None], ended: threading.Event
) -> None:
    address = getattr(client.scheduler, "address", "the scheduler")
    missing, said = 0.0, False
    while not ended.wait(_PAUSE_SECONDS):
        try:
            workers = _useful(client, gpu)
        except Exception:  # a lost connection is noticed where results are awaited
            continue
        missing = 0.0 if workers else missing + _PAUSE_SECONDS
        if missing >= seconds and not said:
            say(address)
        said = missing >= seconds


def _useful(client: Client, gpu: bool) -> int:
    """How many workers may be given a job."""
    if not gpu:
        return len(client.nthreads())
    workers = client.scheduler_info(n_workers=-1)["workers"].values()
    return sum(worker.get("resources", {}).get("GPU", 0) >= 1 for worker in workers)
