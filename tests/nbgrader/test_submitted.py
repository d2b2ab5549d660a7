"""Every student has a page, and none costs the instructor minutes."""

import json

import pytest

from autograder.nbgrader import submitted
from autograder.nbgrader.submitted import Submitted, read_to_show


@pytest.fixture
def shown(tmp_path):
    def show(*cells):
        path = tmp_path / "tiny.ipynb"
        path.write_text(json.dumps({"cells": list(cells)}), encoding="utf-8")
        return [cell.source for cell in read_to_show(Submitted(tmp_path, path)).cells]

    return show


def test_cells_are_shown_as_they_were_handed_in(shown):
    cells = [{"cell_type": "markdown", "source": ["a", "b"]}, {"source": "x = 1"}, {}]
    assert shown(*cells) == ["ab", "x = 1", ""]


def test_a_notebook_of_more_cells_than_a_person_writes_is_not_shown(shown, monkeypatch):
    monkeypatch.setattr(submitted, "MAX_SHOWN_CELLS", 3)
    assert shown(*[{"source": "x"}] * 3) == ["x"] * 3
    assert shown(*[{"source": "x"}] * 4) == ["`tiny.ipynb` can't be shown here: ValueError."]
