"""The right and wrong answers that belong to an assignment, as submissions.

They are what a student would hand in: the solution's notebook, and one more cell for an
accepted variant or a mutant. So they take the path that every submission takes.
"""

import dataclasses
import re
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from autograder.errors import AuthoringError, UsageError
from autograder.questions.load import state_of
from autograder.submissions.read import SourceCell, Submission, parse_submission

VariantKind = Literal["accepted", "mutants"]


@dataclasses.dataclass(frozen=True)
class Variant:
    """A file of ``accepted/`` or ``mutants/``.

    Args:
        name: the file's name without its suffix.
        question: which question it answers.
        caught_by: for a mutant, the check that must fail.
        says: for a mutant, what the student is told whose answer equals it.
        source: the code.
    """

    name: str
    question: str
    caught_by: str
    says: str
    source: str

    def applied_to(self, submission: Submission) -> Submission:
        """The submission with this answer as its last cell."""
        cell = SourceCell(label=self.name, source=self.source)
        return msgspec.structs.replace(submission, cells=(*submission.cells, cell))


def solution(root: Path, assignment: str) -> Submission:
    """The notebook's source with every solution in place."""
    path = root / "solutions" / assignment / f"{assignment.partition('_')[2]}.py"
    return _parsed(path, state_of(path))


def starter(root: Path, assignment: str) -> Submission:
    """The notebook as students get it.

    Raises:
        UsageError: the assignment has not been built.
    """
    path = root / "assignments" / assignment / f"{assignment.partition('_')[2]}.ipynb"
    if not path.is_file():
        raise UsageError(f"{assignment} has not been built. Run `autograder build {assignment}`.")
    return _parsed(path, state_of(path))


@cache
def _parsed(path: Path, state: str) -> Submission:
    return parse_submission(path.read_bytes(), path.suffix)


def read_variants(root: Path, assignment: str, kind: VariantKind) -> tuple[Variant, ...]:
    """The variants of an assignment, in the order of their names.

    Raises:
        AuthoringError: a file's header is not as it should be.
    """
    paths = tuple(sorted((root / "solutions" / assignment / kind).glob("*.py")))
    return _read_variants(paths, kind, state_of(*paths))


@cache
def _read_variants(paths: tuple[Path, ...], kind: VariantKind, state: str) -> tuple[Variant, ...]:
    return tuple(_read_variant(path, kind) for path in paths)


_HEADER = re.compile(r'\A"""\n(?P<fields>(?:[a-z_]+: [^\n]+\n)+)\n(?P<says>.+?)\n?"""\n', re.DOTALL)


def _read_variant(path: Path, kind: VariantKind) -> Variant:
    source = path.read_text(encoding="utf-8")
    header = _HEADER.match(source)
    fields = dict(re.findall(r"^(\w+): (.+)$", header["fields"], re.M)) if header else {}
    required = {"question"} if kind == "accepted" else {"question", "caught_by"}
    if header is None or set(fields) != required:
        raise AuthoringError(
            f"{path} must start with a docstring of the lines {', '.join(sorted(required))}, "
            f"an empty line, and a text. Received: {source[:60]!r}"
        )
    return Variant(
        name=path.stem,
        question=fields["question"].strip(),
        caught_by=fields.get("caught_by", "").strip(),
        says=" ".join(header["says"].split()),
        source=source,
    )
