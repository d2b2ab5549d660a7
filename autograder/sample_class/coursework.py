"""Fill in an assignment's released notebook, as a student would."""

import ast
import copy
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import islice
from pathlib import Path

import jupytext
from nbformat import NotebookNode

from autograder.errors import AuthoringError, UsageError
from autograder.questions.load import load_assignment
from autograder.questions.material import Variant, read_variants
from autograder.questions.question import Question
from autograder.release import cells as make
from autograder.release.notebook import (
    BEGIN_SOLUTION,
    END_SOLUTION,
    percent_twin,
)
from autograder.results import Status
from autograder.sample_class.sample import Expected, Sample
from autograder.submissions import cells_for, find_forbidden, parse_submission

Answers = Mapping[str, str]
"""What stands in the cells of the answered questions, by the questions' names."""

Change = Callable[[NotebookNode], None]
"""What a student does to the notebook besides answering, in place."""


class Coursework:
    """The material from which the sample students' submissions are made.

    Args:
        root: the course.
        name: the assignment.

    Raises:
        UsageError: the assignment has not been built yet.
    """

    def __init__(self, root: Path, name: str) -> None:
        self._root = root
        self.assignment = load_assignment(root, name)
        self.topic = self.assignment.topic
        self.questions = tuple(question.name for question in self.assignment.questions)
        released = root / "assignments" / name / f"{self.topic}.ipynb"
        if not released.is_file():
            raise UsageError(
                f"No {released.relative_to(root)}. The sample class fills in the released "
                "notebook: run `autograder build` first."
            )
        self.starter = make.parse(released.read_text(encoding="utf-8"))

    @cached_property
    def solved(self) -> dict[str, str]:
        """The solution of every question, without the marks around its region."""
        path = self._root / "solutions" / self.assignment.name / f"{self.topic}.py"
        read = jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent")
        marks = (BEGIN_SOLUTION, END_SOLUTION)
        return {
            cell.metadata["question"]: "\n".join(
                line for line in cell.source.splitlines() if line.strip() not in marks
            )
            for cell in read.cells
            if cell.metadata.get("question") in self.questions
        }

    @cached_property
    def quick(self) -> dict[str, str]:
        """The solutions of the questions that nothing is trained for: graded in a moment."""
        asked = self.assignment.questions
        slow = {q.name for q in asked if any(check.kind == "training" for check in q.checks)}
        return {name: source for name, source in self.solved.items() if name not in slow}

    @cached_property
    def target(self) -> str:
        """The question that is attacked: a function, and one with a gradient if there is one."""
        functions = [name for name in self.quick if _is_function(self.quick[name], name)]
        graded = [name for name in functions if self._has_gradient(self.assignment.question(name))]
        for name in (*graded, *functions):
            return name
        raise AuthoringError(
            f"{self.assignment.name} asks for no function without training. The sample class "
            "needs one to attack."
        )

    def unusual(self) -> dict[str, str]:
        """For every question an accepted variant, or the solution where all are forbidden names."""
        answers = dict(self.solved)
        variants = read_variants(self._root, self.assignment.name, "accepted")
        for variant in reversed(variants):
            if not self._has_forbidden(variant):
                answers[variant.question] = self.code(variant)
        return answers

    def mistakes(self, count: int) -> list[Variant]:
        """Wrong answers that a visible check catches, for as many questions as possible."""
        variants = read_variants(self._root, self.assignment.name, "mutants")
        turns: Counter[str] = Counter()
        ranked = []
        for place, mutant in enumerate(filter(self._is_plain_mistake, variants)):
            question = self.questions.index(mutant.question)
            ranked.append((turns[mutant.question], question, place, mutant))
            turns[mutant.question] += 1
        allowed = (m for *_, m in sorted(ranked) if not self._has_forbidden(m))
        return list(islice(allowed, count))

    def sample(
        self,
        student: str,
        shows: str,
        answers: Answers,
        *,
        lost: Mapping[str, Status] | None = None,
        wrong: Mapping[str, str] | None = None,
        says: Mapping[str, str] | None = None,
        file: str = "",
        change: Change = lambda notebook: None,
    ) -> Sample:
        """A submission and the result that is due.

        Args:
            answers: what the student wrote; other questions stay as released.
            lost: answers that earn nothing, and their status.
            wrong: answers that lose points, and the check that fails.
            says: texts that have to be in the messages.
            file: its name; the released notebook's by default.
            change: what else the student did to the notebook.
        """
        file = file or f"{self.topic}.ipynb"
        notebook = self.notebook(answers)
        change(notebook)
        text = percent_twin(notebook) if file.endswith(".py") else make.to_text(notebook)
        return Sample(
            student=student,
            shows=shows,
            file=file,
            content=text.encode(),
            expected=self._expected(answers, lost or {}, wrong or {}, says or {}),
        )

    def notebook(self, answers: Answers) -> NotebookNode:
        """The released notebook with these answers in it."""
        notebook = copy.deepcopy(self.starter)
        for cell in notebook.cells:
            if (name := cell.metadata.get("question")) in answers:
                cell.source = answers[name]
        return notebook

    def _expected(
        self,
        answers: Answers,
        lost: Mapping[str, Status],
        wrong: Mapping[str, str],
        says: Mapping[str, str],
    ) -> Expected:
        spoilt = {*lost, *wrong}
        sound = {name for name in answers if not spoilt & self._uses[name]}
        untouched: dict[str, Status] = {
            name: "not_attempted" for name in self.questions if name not in answers
        }
        return Expected(
            full=frozenset(sound - spoilt), lost=untouched | dict(lost), wrong=wrong, says=says
        )

    @cached_property
    def _uses(self) -> dict[str, set[str]]:
        """The questions whose answers each solution calls, itself among them."""
        text = make.to_text(self.notebook(self.solved))
        submission = parse_submission(text.encode(), ".ipynb")
        owners = {source.strip(): name for name, source in self.solved.items()}
        return {
            name: {owners.get(cell.source.strip(), name) for cell in cells_for(submission, name)}
            for name in self.questions
        }

    def _has_forbidden(self, variant: Variant) -> bool:
        notebook = self.notebook(self.solved | {variant.question: self.code(variant)})
        submission = parse_submission(make.to_text(notebook).encode(), ".ipynb")
        forbidden = self.assignment.question(variant.question).forbidden
        cells = cells_for(submission, variant.question)
        return bool(find_forbidden(cells, forbidden, variant.question))

    def _is_plain_mistake(self, mutant: Variant) -> bool:
        check = self.assignment.question(mutant.question).check(mutant.caught_by)
        return mutant.question in self.quick and check.visible

    @staticmethod
    def code(variant: Variant) -> str:
        """A variant's source without the header that only authors read."""
        header = ast.parse(variant.source).body[0]
        return "\n".join(variant.source.splitlines()[header.end_lineno or 0 :]).strip()

    @staticmethod
    def _has_gradient(question: Question) -> bool:
        return any(check.kind == "gradient" for check in question.checks)


def _is_function(source: str, name: str) -> bool:
    return any(
        isinstance(node, ast.FunctionDef) and node.name == name for node in ast.parse(source).body
    )
