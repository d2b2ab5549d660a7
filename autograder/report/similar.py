"""Pairs of submissions whose code is alike beyond what the starter and the class explain.

A sign for a person to look at, never a verdict. copydetect compares winnowed fingerprints of the
code (Schleimer, Wilkerson and Aiken, SIGMOD 2003) in which all names are the same, so that renaming
hides nothing. It is the extra ``[similarity]``; nothing of a submission is run for this.
"""

import dataclasses
import io
import itertools
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.errors import SubmissionError, UsageError
from autograder.grading.inbox import find_submissions, read_handed_in
from autograder.questions.load import load_assignment
from autograder.questions.material import starter
from autograder.submissions.read import Submission

GRAM, WINDOW = 25, 6
"""Characters of normalised code in a fingerprint; fingerprints of which one at least is kept."""

LEAST_SHARE = 0.5
"""Of the code of the shorter one that neither the starter nor the class explains."""

LEAST_CODE = 120
"""Characters of normalised code: less than a few lines is alike by chance."""

COMMON = 0.2
"""What this share of the class has written, and more than two have, is no sign of copying."""

MOST_PAIRS = 20
MOST_CODE = 200_000
MOST_SHOWN = 1_200


@dataclasses.dataclass(frozen=True)
class Pair:
    """Two submissions that are alike.

    Args:
        left, right: the students.
        share: of the shorter one's own code, between 0 and 1.
        excerpts: the longest piece that both have, as each of them wrote it.
    """

    left: str
    right: str
    share: float
    excerpts: tuple[str, str]


def class_code(root: Path, assignment: str, submissions: Path) -> tuple[dict[str, str], str]:
    """Each student's code, and the starter's; who handed in nothing readable is left out."""
    topic, given = load_assignment(root, assignment).topic, starter(root, assignment)
    codes = {}
    for item in find_submissions(submissions, assignment):
        try:
            codes[item.student] = _code(read_handed_in(item, topic, given)[1])
        except SubmissionError:
            continue
    return codes, _code(given)


def _code(submission: Submission) -> str:
    return "\n\n".join(cell.source.strip() for cell in submission.cells)[:MOST_CODE]


def require_copydetect() -> None:
    """Raise :class:`UsageError` where copydetect is not installed."""
    try:
        import copydetect  # noqa: F401  # whether it can be had is the question
    except ModuleNotFoundError as error:
        raise UsageError(
            f"Looking for similar submissions needs the package copydetect ({error}). Run `pip "
            "install copydetect`, or grade without --similar."
        ) from error


def similar_pairs(codes: dict[str, str], given: str) -> list[Pair]:
    """The pairs that are most alike, the most alike first.

    Args:
        codes: each student's code.
        given: the starter's.

    Raises:
        UsageError: copydetect is not installed.
    """
    require_copydetect()
    from copydetect import CodeFingerprint, compare_files

    def fingerprint(code: str, window: int, known: list[int]) -> Any:
        file = io.StringIO(code)
        return CodeFingerprint("code.py", GRAM, window, known, language="python", fp=file)

    long_enough = {name: code for name, code in codes.items() if len(code) > LEAST_CODE}
    known = _explained(long_enough, given, fingerprint)
    prints = {name: fingerprint(code, WINDOW, known) for name, code in long_enough.items()}
    found = []
    for left, right in itertools.combinations(prints, 2):
        one, other = prints[left], prints[right]
        if len(one.hashes & other.hashes) < LEAST_CODE // GRAM:
            continue
        overlap, shares, places = compare_files(one, other)
        if overlap >= LEAST_CODE and max(shares) >= LEAST_SHARE:
            excerpts = _longest(one.raw_code, places[0]), _longest(other.raw_code, places[1])
            found.append(Pair(left, right, min(1.0, float(max(shares))), excerpts))
    return sorted(found, key=lambda pair: -pair.share)[:MOST_PAIRS]


def _explained(
    codes: dict[str, str], given: str, fingerprint: Callable[[str, int, list[int]], Any]
) -> list[int]:
    """The fingerprints of the starter, and those that many of the class have."""
    holders: Counter[int] = Counter()
    for code in codes.values():
        holders.update(fingerprint(code, 1, []).hashes)
    most = max(2.0, COMMON * len(codes))
    common = {value for value, count in holders.items() if count > most}
    starters = fingerprint(given, 1, []).hashes if len(given) > LEAST_CODE else set()
    return sorted(common | starters)


def _longest(code: str, places: Any) -> str:
    """The longest of the pieces ``code[start:end]``, in whole lines."""
    start, end = max(zip(*places, strict=True), key=lambda piece: piece[1] - piece[0])
    first = code.rfind("\n", 0, int(start)) + 1
    last = code.find("\n", int(end))
    text = code[first : last if last >= 0 else len(code)].strip("\n")
    return text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN] + "\n…"
