"""A badge and an install cell, for a course whose students' folder lies on GitHub."""

import re
from pathlib import Path

from autograder.errors import UsageError
from autograder.release import cells as make
from autograder.release.layout import RELEASE, topic_of
from autograder.release.notebook import write_notebook

_BASE = re.compile(
    r"https://colab\.research\.google\.com/github/(?P<repository>[\w.-]+/[\w.-]+)"
    r"/blob/(?P<branch>[\w.-]+)(?P<folder>(?:/[\w.-]+)*)/?"
)
_BADGE = "[![Open in Colab](https://colab.research.google.com/assets/colab-badge.svg)]({url})"
_LACKING = "msgspec jupytext watchfiles mlxtend typer rich"
"""What Colab may not have. Its TensorFlow, Keras and NumPy stay as they are."""
_INSTALL = """\
# On Colab, run this cell first. Elsewhere it does nothing.
import sys

if "google.colab" in sys.modules:
    !git clone --quiet --depth 1 --branch {branch} https://github.com/{repository} /content/course
    %cd -q /content/course{folder}/{release}/{assignment}
    !pip install --quiet --no-deps ../../{wheel}
    !pip install --quiet {lacking}"""


def require_colab_base(base: str) -> None:
    """Refuse an address that is not that of a folder on GitHub as Colab opens it.

    Raises:
        UsageError: it is not.
    """
    if not _BASE.fullmatch(base):
        raise UsageError(
            "Expected --colab-base to be the address at which Colab opens the bundle's folder, "
            "such as https://colab.research.google.com/github/OWNER/REPOSITORY/blob/main. "
            f"Received: {base!r}"
        )


def badge(base: str, assignment: str) -> str:
    """Markdown: a picture that opens the assignment's notebook in Colab."""
    path = f"{RELEASE}/{assignment}/{topic_of(assignment)}.ipynb"
    return _BADGE.format(url=f"{base.rstrip('/')}/{path}")


def add_install_cell(notebook: Path, base: str, assignment: str, wheel: str) -> None:
    """Put the badge and the cell that installs the course after the notebook's title.

    Args:
        notebook: of the bundle; changed in place.
        base: an address that :func:`require_colab_base` accepts.
        wheel: the name of the file in the bundle's top folder.
    """
    found = _BASE.fullmatch(base)
    assert found is not None, "the caller has asked require_colab_base"
    source = _INSTALL.format(
        **found.groupdict(), release=RELEASE, assignment=assignment, wheel=wheel, lacking=_LACKING
    )
    read = make.parse(notebook.read_text(encoding="utf-8"))
    title = make.markdown_cell(badge(base, assignment))
    install = make.code_cell(source, {"tags": ["explore"]})  # graded code is run elsewhere
    title["id"], install["id"] = "colab-badge", "colab-install"
    read.cells[1:1] = [title, install]
    write_notebook(notebook, read)
