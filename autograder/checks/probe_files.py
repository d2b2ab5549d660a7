"""Where the probes of an assignment stand: in ``probes.py``, or in modules of one idea each.

The modules ``probes_….py`` lie beside the questions and beside the student's notebook alike. They
are read as one, in the order of their names, so a name may be defined in one of them only.
"""

from pathlib import Path

from autograder.errors import UsageError

PATTERN = "probes*.py"


def holds_probes(name: str) -> bool:
    """Whether a file of this name holds probes."""
    return Path(name).match(PATTERN)


def probe_files(folder: Path) -> list[Path]:
    """The files of an assignment's folder that hold its probes, in the order of their names."""
    return sorted(folder.glob(PATTERN))


def read_probes(folder: Path) -> str:
    """All probes of an assignment as the source of one module.

    Raises:
        UsageError: there is none.
    """
    files = probe_files(folder)
    if not files:
        raise UsageError(
            f"{folder} holds no probes.py. Expected the file that came with the notebook. "
            "Copy it there again."
        )
    return "\n\n".join(path.read_text(encoding="utf-8") for path in files)
