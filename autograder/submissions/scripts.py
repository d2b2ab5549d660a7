"""The cells of a script: between markers, and else its paragraphs.

The markers are those of the percent format (``# %%``), what nbconvert writes (``# In[3]:``), or
those of Jupytext's light format (``# +`` and ``# -``).
"""

import ast
import re
from collections.abc import Iterable, Iterator

from autograder.submissions.syntax import parse

LOOSE = "-"
"""The options of what stands below no marker, where each paragraph is a cell."""

_PERCENT = re.compile(  # the second is what `jupyter nbconvert --to script` writes
    r"#[ \t]?%%+(?![\w%])(?P<options>.*)|#[ \t]?In ?\[[\d ]*\]:?[ \t]*"
)
_LIGHT = re.compile(r"# \+(?P<options>|[ \t].*)|# -[ \t]*")
_NOT_CODE = re.compile(r"\[(markdown|md|raw)\]")
_MAIN = re.compile(r"if\b.*\b__name__\b")
_TEXT = re.compile(r"[rRuU]?(\"{3}|'{3})")
_QUOTES = re.compile(r"\"{3}|'{3}")
_GOES_ON = re.compile(r"\s|[)\]}]|(?:else|elif|except|finally)\b")


def script_spans(lines: list[str]) -> Iterator[tuple[int, int, str]]:
    """Each cell of a script: its first line, the line after its last, its options."""
    markers = [
        (i, m["options"] or "") for i, line in enumerate(lines) if (m := _PERCENT.fullmatch(line))
    ]
    above = "" if markers else LOOSE
    markers = markers or list(_light_markers(lines))
    starts = [(0, above)] + [(i + 1, options) for i, options in markers]
    ends = [i for i, _ in markers] + [len(lines)]
    for (start, options), end in zip(starts, ends, strict=True):
        yield start, end, options


def _light_markers(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Where a cell of the light format begins or ends; ``# + the bias`` is a comment."""
    begun = False
    for i, line in enumerate(lines):
        marker = _LIGHT.fullmatch(line)
        if marker is None:
            continue
        options = marker["options"]
        if options is None and begun:
            yield i, LOOSE
        elif options is not None and (not options.strip() or set("[{=") & set(options)):
            begun = True
            yield i, options


def is_text(options: str, lines: list[str]) -> bool:
    """Whether a cell's marker says that it is text, and the cell agrees.

    What is no text below that marker was written as code: a helper above the next marker, or at
    the file's end.
    """
    return bool(_NOT_CODE.search(options)) and _holds_no_code(lines)


def _holds_no_code(lines: list[str]) -> bool:
    """Whether a cell is but comments and blank lines, or one text in triple quotes.

    Editors keep a ``[markdown]`` cell's text either way.
    """
    if all(line[:1] == "#" or not line.strip() for line in lines):
        return True
    text = "\n".join(line for line in lines if line[:1] != "#").strip()
    quotes = _TEXT.match(text)
    return quotes is not None and text.find(quotes[1], quotes.end()) == len(text) - 3


def parts_of(lines: list[str], most_paragraphs: int = 0) -> list[tuple[int, int]]:
    """The first line of each part of a cell, and the line after its last.

    ``if __name__ == "__main__":`` is a part of its own, so that an experiment in it is not run
    for an answer above it. Paragraphs are parts where the cell has no more of them than asked for.
    """
    statements = None
    if most_paragraphs or any(map(_MAIN.match, lines)):
        statements = _statements(lines)
    blocks = [s for s in statements or () if _is_main_block(s)]
    places = {place for b in blocks for place in (b.lineno - 1, b.end_lineno or b.lineno)}
    if most_paragraphs:
        inside = _inside_text(lines) if statements is None else _inside(statements)
        paragraphs = _paragraphs(lines) - inside
        places |= paragraphs if len(paragraphs) < most_paragraphs else set()
    between = sorted(places - {0, len(lines)})
    return list(zip([0, *between], [*between, len(lines)], strict=True))


def _statements(lines: list[str]) -> list[ast.stmt] | None:
    try:
        return parse("\n".join(lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _is_main_block(statement: ast.stmt) -> bool:
    if not isinstance(statement, ast.If) or not isinstance(statement.test, ast.Compare):
        return False
    sides = [statement.test.left, *statement.test.comparators]
    return any(isinstance(side, ast.Name) and side.id == "__name__" for side in sides)


def _paragraphs(lines: list[str]) -> set[int]:
    """The lines after a blank one that are code at the margin, or a comment above such code."""
    found, at_margin = set(), False
    for i in range(len(lines) - 1, 0, -1):
        line = lines[i]
        if not line.strip():
            continue
        if line[0] != "#":
            at_margin = not _GOES_ON.match(line)
        if at_margin and not lines[i - 1].strip():
            found.add(i)
    return found


def _inside(statements: Iterable[ast.stmt]) -> set[int]:
    """The lines of statements that are not their first."""
    found: set[int] = set()
    for statement in statements:
        decorators = getattr(statement, "decorator_list", [])
        first = min(node.lineno for node in [statement, *decorators])
        found.update(range(first, statement.end_lineno or first))
    return found


def _inside_text(lines: list[str]) -> set[int]:
    """The lines inside of triple quotes, of code that Python can't read."""
    found, opened = set(), ""
    for i, line in enumerate(lines):
        if opened:
            found.add(i)
        for quotes in _QUOTES.findall(line):
            opened = "" if opened == quotes else opened or quotes
    return found
