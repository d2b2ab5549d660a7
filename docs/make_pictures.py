"""Make the pictures of README from the real thing: `python docs/make_pictures.py`.

Needs headless Chromium, and `autograder demo` run before: the summary is that of its results.
`make_card.py` makes the picture of a failed check.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from autograder.cli.instructor import summary_table
from autograder.results import from_json

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
        screenshot(summary(folder), PICTURES / "summary.png", 1180, 900)
        report = ROOT / "demo/graded" / ASSIGNMENT / "report.html"
        screenshot(report, PICTURES / "report.png", 1280, 1100)


if __name__ == "__main__":
    sys.exit(main())
