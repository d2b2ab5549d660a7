"""Make the pictures of README from the real thing: `python docs/make_pictures.py [NAME ...]`.

Needs headless Chromium, and `autograder demo` run before, whose results they show. The card of a
failed check has a program of its own, `make_card.py`.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from autograder.cli.instructor import summary_table
from autograder.grading.store import stored_results
from autograder.report.feedback import write_feedback
from autograder.report.write import write_reports
from autograder.results import AssignmentResult

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
ASSIGNMENT = "03_output_layers"
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


def results() -> list[AssignmentResult]:
    """What the demo has stored."""
    return stored_results(ROOT / "demo" / "graded", ASSIGNMENT)


def summary(folder: Path) -> Path:
    """The table that ``grade`` prints."""
    console = Console(record=True, width=112, file=open("/dev/null", "w"))  # noqa: SIM115
    console.print(summary_table(results()))
    page = folder / "summary.html"
    page.write_text(console.export_html(inline_styles=True))
    return page


def report(folder: Path) -> Path:
    """The class's report."""
    write_reports(folder, results(), ROOT)
    return folder / "report.html"


def feedback(folder: Path) -> Path:
    """The page of the first student who lost points in a question and was told why."""
    told = next(r for r in results() if any(c.diagnosis for q in r.questions for c in q.checks))
    return write_feedback(folder, [told]) / f"{told.student}.html"


PAGES: dict[str, tuple[Callable[[Path], Path], int, int]] = {
    "summary": (summary, 1180, 900),
    "report": (report, 1280, 1100),
    "feedback": (feedback, 1000, 760),
}
"""What makes each page, and how wide and high its picture is, in pixels."""


def main(names: list[str]) -> None:
    PICTURES.mkdir(exist_ok=True)
    for name in names or PAGES:
        make, width, height = PAGES[name]
        with tempfile.TemporaryDirectory() as folder:
            screenshot(make(Path(folder)), PICTURES / f"{name}.png", width, height)


if __name__ == "__main__":
    main(sys.argv[1:])
