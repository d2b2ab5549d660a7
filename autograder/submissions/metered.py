"""IPython's own translation of a cell, which ends where its budget does.

A module of its own: to load IPython takes long, and few submissions need it.
"""

from IPython.core.inputtransformer2 import TransformerManager

from autograder.submissions.ipython import MagicBudget


class MeteredTransformer(TransformerManager):  # type: ignore[misc]  # IPython has no types
    """IPython's transformer, which pays for the text whenever it reads it.

    Args:
        budget: what is left for the submission.
    """

    def __init__(self, budget: MagicBudget) -> None:
        super().__init__()
        self._budget = budget

    def transform_cell(self, cell: str) -> str:
        """Translate a cell; raises what the budget does."""
        self._budget.spend(cell.splitlines())
        return str(super().transform_cell(cell))

    def do_one_token_transform(self, lines: list[str]) -> tuple[bool, list[str]]:
        """Translate the first magic that is left, which IPython finds by reading all lines."""
        self._budget.spend(lines)
        changed, translated = super().do_one_token_transform(lines)
        return changed, translated
