"""Make the pictures of README from the real thing: `python docs/make_pictures.py`.

Needs headless Chromium, and `autograder demo` run before. The failed check is the first question's
mutant in the released notebook, executed; the summary is that of the demo's results.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from rich.console import Console

from autograder.cli.instructor import summary_table
from autograder.questions.material import read_variants
from autograder.results import from_json

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
ASSIGNMENT, MUTANT = "03_output_layers", "softmax_over_the_batch"
BROWSER = [
    *["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"],
    *["--no-first-run", "--disable-background-networking", "--disable-component-update"],
    *["--disable-sync", "--hide-scrollbars"],
]


def screenshot(page: Path, picture: Path, width: int, height: int) -> None:
    """A picture of a page's top left corner, in pixels."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                *BROWSER,
                f"--user-data-dir={profile}",
                f"--window-size={width},{height}",
                f"--screenshot={picture}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
        )
    print(picture.relative_to(ROOT))


def failed_check(folder: Path) -> Path:
    """The card that a student sees, from a kernel that ran a wrong answer."""
    shutil.copytree(ROOT / "assignments" / ASSIGNMENT, folder / ASSIGNMENT)
    (mutant,) = [v for v in read_variants(ROOT, ASSIGNMENT, "mutants") if v.name == MUTANT]
    imports = "import numpy as np\nfrom keras import ops\nfrom autograder import check"
    sources = [imports, mutant.source.partition('"""\n\n\n')[2], f'check("{mutant.question}")']
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(s) for s in sources])
    NotebookClient(notebook, resources={"metadata": {"path": folder / ASSIGNMENT}}).execute()
    (card,) = [o.data["text/html"] for o in notebook.cells[-1].outputs if "data" in o]
    page = folder / "check.html"
    page.write_text(f'<!doctype html><meta charset="utf-8"><body style="margin:12px">{card}')
    return page


def summary(folder: Path) -> Path:
    """The table that ``grade`` prints, from the demo's stored results."""
    stored = sorted((ROOT / "demo/graded" / ASSIGNMENT).glob("[!.]*.json"))
    console = Console(record=True, width=112, file=open("/dev/null", "w"))  # noqa: SIM115
    console.print(summary_table([from_json(path.read_bytes()) for path in stored]))
    page = folder / "summary.html"
    page.write_text(console.export_html(inline_styles=True))
    return page


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        screenshot(failed_check(folder), PICTURES / "check.png", 900, 720)
        screenshot(summary(folder), PICTURES / "summary.png", 1180, 900)
        report = ROOT / "demo/graded" / ASSIGNMENT / "report.html"
        screenshot(report, PICTURES / "report.png", 1280, 1100)


if __name__ == "__main__":
    sys.exit(main())
