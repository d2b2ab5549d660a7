"""Make the pictures of the docs from the real thing: `python -m docs.make_pictures [NAME ...]`.

Run it in the repository's folder, after `autograder demo 03_output_layers`, whose results some of
the pictures show. It needs Chromium and chromedriver; tests/browser.py drives them.
"""

import sys
import tempfile
from pathlib import Path

from docs.making import cards, formgrader, lab, pages, terminal
from docs.making.studio import Maker, Studio
from tests.browser import Browser, what_is_missing

MAKERS: dict[str, Maker] = {
    "card_failed": cards.failed,
    "card_training": cards.training,
    "jupyterlab": lab.jupyterlab,
    "terminal_check": terminal.checked,
    "terminal_watch": terminal.watched,
    "summary": terminal.summary,
    "report": pages.report,
    "report_students": pages.students,
    "feedback": pages.feedback,
    "formgrader": formgrader.formgrader,
}


def main(names: list[str]) -> int:
    """Make the pictures of these names, or all of them."""
    if problem := what_is_missing():
        print(f"No picture was made: {problem}.")
        return 1
    browser = Browser()
    try:
        for name in names or MAKERS:
            with tempfile.TemporaryDirectory() as folder:
                MAKERS[name](Studio(browser, Path(folder)))
    finally:
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
