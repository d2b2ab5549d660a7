"""Enough open files for the submissions that run at a time."""

import errno

FEWER_FILES = "Use fewer --jobs, or allow more open files (`ulimit -n 4096`)"

_PER_JOB = 32
_BASE = 256


def allow_open_files(jobs: int) -> None:
    """Raise this process's own limit to what so many jobs need, as far as the kernel lets it."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _BASE + _PER_JOB * jobs
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def is_out_of_files(error: OSError) -> bool:
    """Whether it says that no more files can be opened."""
    return error.errno in (errno.EMFILE, errno.ENFILE)
