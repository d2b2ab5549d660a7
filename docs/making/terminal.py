"""What a terminal shows: the real commands, run in a folder as students get it."""

import io
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console, RenderableType
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

from autograder.cli.instructor import summary_table

from .results import sample_results
from .studio import ROOT, Studio

COLUMNS = {"": 100, "_narrow": 46}
STUB = '    raise NotImplementedError("Replace this line by what the docstring describes.")'
SIGMOID = "    return ops.exp(-ops.softplus(-logits))"
SOFTMAX = """    e = ops.exp(logits)
    return e / ops.sum(e, axis=-1, keepdims=True)"""
MENDED = "ops.exp(logits - ops.max(logits, axis=-1, keepdims=True))"
FORMAT = """<!doctype html><meta charset="utf-8"><title>Terminal</title>
<style>body{{margin:0;background:{background};color:{foreground}}}
pre{{margin:0;padding:.8em 1em;font:20px/1.3 "DejaVu Sans Mono",monospace}}
@media (max-width:600px){{pre{{font-size:13px}}}}</style>
<pre>{code}</pre>"""
SECONDS = 120


def checked(studio: Studio) -> None:
    """``check`` with one right and one wrong answer, then ``status``."""
    for suffix, columns in COLUMNS.items():
        folder = _course(studio.folder / f"check{suffix}")
        here = folder / "03_output_layers"
        _answer(here, "sigmoid", SIGMOID)
        _answer(here, "softmax", SOFTMAX)
        said = _run(here, columns, "check", "sigmoid", "softmax")
        _show(studio, f"terminal_check{suffix}", Text.from_ansi(said), columns)
        _run(here, columns, "hint", "softmax")
        said = _run(folder, columns, "status")
        _show(studio, f"terminal_status{suffix}", Text.from_ansi(said), columns)


def watched(studio: Studio) -> None:
    """``check --watch`` while an answer is mended."""
    for suffix, columns in COLUMNS.items():
        here = _course(studio.folder / f"watch{suffix}") / "03_output_layers"
        _answer(here, "softmax", SOFTMAX)
        command = _command(columns, "check", "softmax", "--watch")
        log = studio.folder / f"watch{suffix}.txt"
        with log.open("wb") as output:
            process = subprocess.Popen(**command, cwd=here, stdout=output)
            _wait_for(log, 1)
            _replace(here, "ops.exp(logits)", MENDED)
            _wait_for(log, 2)
            process.send_signal(signal.SIGINT)
            process.wait(30)
        said = f"$ autograder check softmax --watch\n{log.read_text('utf-8')}"
        _show(studio, f"terminal_watch{suffix}", Text.from_ansi(said), columns)


def summary(studio: Studio) -> None:
    """The table that ``grade`` prints."""
    for suffix, columns in COLUMNS.items():
        _show(studio, f"summary{suffix}", summary_table(sample_results()), columns)


def _course(folder: Path) -> Path:
    names = ("01_probability", "02_generalisation", "03_output_layers", "04_gradient_descent")
    for name in names:
        shutil.copytree(ROOT / "assignments" / name, folder / name)
    (folder / "03_output_layers" / "output_layers.ipynb").unlink()  # works in the script
    return folder


def _answer(here: Path, question: str, body: str) -> None:
    path = here / "output_layers.py"
    head, found, tail = path.read_text("utf-8").partition(f"def {question}(")
    path.write_text(head + found + tail.replace(STUB, body, 1), "utf-8")


def _replace(here: Path, old: str, new: str) -> None:
    path = here / "output_layers.py"
    text = path.read_text("utf-8")
    head, found, tail = text.partition("def softmax(")
    path.write_text(head + found + tail.replace(old, new, 1), "utf-8")


def _command(columns: int, *arguments: str) -> dict[str, object]:
    colours = {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": str(columns)}
    return {
        "args": [sys.executable, "-m", "autograder", *arguments],
        "env": os.environ | colours | {"PYTHONPATH": str(ROOT)},
    }


def _run(folder: Path, columns: int, *arguments: str) -> str:
    """A command line and what it prints; a wrong answer makes it exit with 1."""
    done = subprocess.run(
        **_command(columns, *arguments), cwd=folder, capture_output=True, timeout=SECONDS
    )
    if done.returncode not in (0, 1) or done.stderr.startswith(b"Error"):
        raise RuntimeError(done.stderr.decode())
    return f"$ autograder {' '.join(arguments)}\n{done.stdout.decode('utf-8')}"


def _wait_for(log: Path, checks: int) -> None:
    """Wait until so many checks were shown; each ends with a line such as ``— 0.3 s —``."""
    until = time.monotonic() + SECONDS
    while log.read_text("utf-8").count(" s —") < checks:
        if time.monotonic() > until:
            raise RuntimeError(f"--watch showed no more than:\n{log.read_text('utf-8')}")
        time.sleep(0.1)


def _show(studio: Studio, name: str, content: RenderableType, columns: int) -> None:
    console = Console(record=True, width=columns, file=io.StringIO(), force_terminal=True)
    console.print(content)
    html = console.export_html(theme=SVG_EXPORT_THEME, inline_styles=True, code_format=FORMAT)
    width = 400 if name.endswith("_narrow") else 1280
    studio.browser.open(studio.page(name, html), width=width, height=1600)
    studio.take(name, 1600)
