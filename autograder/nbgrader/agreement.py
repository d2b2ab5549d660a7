"""Whether the gradebook has the course's questions, each with its points."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from autograder.release.notebook import CHECK_PREFIX


def disagreement(assignment: Any, points: Mapping[str, float], again: str) -> str:
    """What differs between the gradebook and the course, and what to do; empty where nothing does.

    Args:
        assignment: nbgrader's own, of an open gradebook.
        points: the maximum of each question of the course, by name.
        again: what to run once both agree.
    """
    name, known = assignment.name, _gradebook_points(assignment)
    differences = list(_differences(known, points))
    if not differences:
        return ""
    commands = f"`nbgrader generate_assignment {name}`, then {again}"
    what_to_do = f"Run {commands}."
    if assignment.submissions and set(known) != set(points):
        what_to_do = (
            "nbgrader adds and removes no question of an assignment that has submissions. Copy "
            f"the gradebook, run `nbgrader db assignment remove {name} --force`, which removes "
            f"the manual scores, comments and late penalties of {name} too, {commands}."
        )
    return (
        f"The gradebook and the course differ in the questions of {name}: "
        f"{'; '.join(differences)}. No score is stored. {what_to_do}"
    )


def _gradebook_points(assignment: Any) -> dict[str, float]:
    return {
        cell.name.removeprefix(CHECK_PREFIX): cell.max_score
        for notebook in assignment.notebooks
        for cell in notebook.grade_cells
        if cell.name.startswith(CHECK_PREFIX)
    }


def _differences(gradebook: Mapping[str, float], course: Mapping[str, float]) -> Iterator[str]:
    for name, points in course.items():
        if name not in gradebook:
            yield f"{name} is not in the gradebook"
        elif not same_points(gradebook[name], points):
            yield f"{name} has {points:g} points, in the gradebook {gradebook[name]:g}"
    for name in gradebook:
        if name not in course:
            yield f"{name} is only in the gradebook"


def same_points(one: float, other: float) -> bool:
    """Whether two maxima are the same but for the rounding of a sum."""
    return math.isclose(one, other, rel_tol=1e-9)
