"""A class to grade."""

import pytest

SOLVED = """# %%
from keras import ops

# %%
def double(x):
    return 2 * x

# %%
class Shift:
    def __init__(self, amount):
        self.amount = amount

    def __call__(self, x):
        return x + self.amount
"""


@pytest.fixture
def hand_in(tmp_path):
    """Puts a file into a class's folder."""

    def put(student, source=SOLVED, name="tiny.py"):
        folder = tmp_path / "submitted" / student / "01_tiny"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(source, encoding="utf-8")
        return folder

    put.folder = tmp_path / "submitted"
    return put
