"""The card as a notebook shows it: a kernel runs ``check`` in a released assignment's folder."""

import html
import shutil
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from .studio import ROOT, Studio

ASSIGNMENT = "03_output_layers"
SOFTMAX = [
    "from autograder import check\nfrom keras import ops",
    "def softmax(logits):\n"
    "    e = ops.exp(logits - ops.max(logits))\n"
    "    return e / ops.sum(e, axis=0, keepdims=True)",
    'check("softmax")',
]
CLASSIFIER = [
    "from autograder import check\nimport keras",
    """def train_classifier(x, y, num_classes):
    model = keras.Sequential(
        [keras.Input(x.shape[1:]), keras.layers.Dense(num_classes, activation="softmax")]
    )
    model.compile(
        keras.optimizers.SGD(0.02), loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    model.fit(x, y, batch_size=32, epochs=12, verbose=0)
    return model""",
    'check("train_classifier")',
]
PAGE = """<!doctype html><meta charset="utf-8"><title>A check</title>
<style>body{{margin:0;display:flex;flex-wrap:wrap}}iframe{{border:0;flex:1 0 {least}px}}</style>
<iframe srcdoc="{light}"></iframe><iframe srcdoc="{dark}"></iframe>"""
THEMES = {  # the attribute and the variables that JupyterLab sets
    "light": '<body data-jp-theme-light="true" style="margin:12px">',
    "dark": '<body data-jp-theme-light="false" style="margin:12px;background:#111;'
    '--jp-layout-color0:#111;--jp-content-font-color1:#fff">',
}
FIT = """
for (const frame of document.querySelectorAll("iframe")) {
  frame.style.height = frame.contentDocument.querySelector(".agr").offsetHeight + 34 + "px";
}
"""


def failed(studio: Studio) -> None:
    """A wrong softmax, in a light and in a dark theme."""
    _both_themes(studio, "card_failed", SOFTMAX)


def training(studio: Studio) -> None:
    """A training check whose score is too low, among those of right answers."""
    _both_themes(studio, "card_training", CLASSIFIER)


def _both_themes(studio: Studio, name: str, sources: list[str]) -> None:
    card = _card(studio.folder / name, sources)
    frames = {theme: html.escape(body + card) for theme, body in THEMES.items()}
    page = studio.page(name, PAGE.format(least=400, **frames))
    studio.both(name, page, (1000, 2000), FIT)


def _card(folder: Path, sources: list[str]) -> str:
    """The card of the last cell, as HTML."""
    shutil.copytree(ROOT / "assignments" / ASSIGNMENT, folder / ASSIGNMENT)
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, resources={"metadata": {"path": folder / ASSIGNMENT}}).execute()
    (card,) = [o.data["text/html"] for o in notebook.cells[-1].outputs if "data" in o]
    return str(card)
