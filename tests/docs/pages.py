"""The documentation as data: its pages, their blocks, and the commands in them."""

import dataclasses
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
PAGES = [
    path.relative_to(ROOT).as_posix()
    for path in [*sorted(ROOT.glob("docs/**/*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
]
SHELL = ("sh", "console")


@dataclasses.dataclass(frozen=True)
class Block:
    """A fenced block: where it begins, its language, what stands after that, and its text."""

    page: str
    line: int
    language: str
    options: str
    text: str

    @property
    def place(self) -> str:
        return f"{self.page}:{self.line}"


@dataclasses.dataclass(frozen=True)
class Command:
    """A command as it is documented.

    Args:
        place: where, for messages.
        shown: what the page says that it prints; None where it says nothing.
    """

    place: str
    text: str
    shown: str | None = None

    @property
    def words(self) -> list[str]:
        return shlex.split(self.text)


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in order, wherever they are indented."""
    tokens = MarkdownIt().parse((ROOT / page).read_text(encoding="utf-8"))
    found = []
    for token in tokens:
        if token.type in ("fence", "code_block"):
            language, _, options = token.info.strip().partition(" ")
            if not language and re.search(r"^\$ ", token.content, re.M):
                language = "console"
            found.append(Block(page, token.map[0] + 1, language, options, token.content))
    return found


def spans(page: str) -> Iterator[str]:
    """The code that stands within the text of a page, tables included."""
    for token in MarkdownIt().enable("table").parse((ROOT / page).read_text(encoding="utf-8")):
        for child in token.children or ():
            if child.type == "code_inline":
                yield " ".join(child.content.split())


def commands(block: Block) -> Iterator[Command]:
    """What a reader types, one command after the other."""
    if block.language == "sh":
        for line in _without_comments(block.text):
            for part in line.split(" && "):
                yield Command(block.place, part.strip())
    elif block.language == "console":
        before, *typed = re.split(r"^\$ ", block.text, flags=re.M)
        assert not before.strip(), f"{block.place}: text before the first `$ `"
        for each in typed:
            line, _, shown = each.partition("\n")
            yield Command(block.place, line.strip(), shown.strip() or None)


def _without_comments(text: str) -> Iterator[str]:
    for line in text.replace("\\\n", " ").splitlines():
        code = re.sub(r"(^|\s)#.*$", "", line).strip()
        if code:
            yield " ".join(code.split())


def documented() -> list[Command]:
    """Every command of every page."""
    return [each for page in PAGES for block in blocks(page) for each in commands(block)]


def as_pattern(shown: str) -> re.Pattern[str]:
    """Matches a text that is as shown: white space is one space, ``…`` is anything."""
    words = " ".join(shown.split())
    return re.compile(".*".join(re.escape(part) for part in words.split("…")), re.DOTALL)
