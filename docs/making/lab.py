"""The card inside JupyterLab, in its light and in its dark theme."""

import shutil
from pathlib import Path

import nbformat

from tests.jupyter_server import serve

from .studio import ROOT, Studio

ASSIGNMENT = "03_output_layers"
NOTEBOOK = "output_layers.ipynb"
WRONG = """def softmax(logits):
    e = ops.exp(logits - ops.max(logits))
    return e / ops.sum(e, axis=0, keepdims=True)"""
CHECK = 'check("softmax")'
RUN = """
const [numbers, done] = arguments;
(async () => {
  const notebook = jupyterapp.shell.currentWidget.content;
  for (const number of numbers) {
    notebook.activeCellIndex = number;
    await jupyterapp.commands.execute("notebook:run-cell");
  }
})().then(() => done(""), (error) => done(String(error)));
"""
CHANGE_THEME = """
const [theme, done] = arguments;
jupyterapp.commands.execute("apputils:change-theme", { theme }).then(() => done(), done);
"""


def jupyterlab(studio: Studio) -> None:
    """Three cells of a released notebook, run with a wrong softmax."""
    shutil.copytree(ROOT / "assignments" / ASSIGNMENT, studio.folder / ASSIGNMENT)
    cells = _answer(studio.folder / ASSIGNMENT / NOTEBOOK)
    browser = studio.browser
    with serve(studio.folder, "jupyterlab") as address:
        browser.open(address.format(f"lab/tree/{ASSIGNMENT}/{NOTEBOOK}"), height=900)
        browser.wait("window.jupyterapp && jupyterapp.shell.currentWidget?.content?.widgets")
        browser.wait("jupyterapp.shell.currentWidget.sessionContext.session?.kernel", 60)
        browser.run("jupyterapp.commands.execute('application:toggle-left-area')")
        if error := browser.driver.execute_async_script(RUN, cells):
            raise RuntimeError(f"JupyterLab could not run the cells: {error}")
        browser.wait("document.querySelector('.agr')", 60)
        for theme in ("Light", "Dark"):
            browser.driver.execute_async_script(CHANGE_THEME, f"JupyterLab {theme}")
            light = str(theme == "Light").lower()
            browser.wait(f"document.body.dataset.jpThemeLight === '{light}'")
            browser.wait("!document.querySelector('#jupyterlab-splash')")
            browser.run("document.querySelector('.agr').scrollIntoView({block: 'center'})")
            studio.take(f"jupyterlab_{theme.lower()}", 900)


def _answer(path: Path) -> list[int]:
    """Write the wrong answer; the numbers of the cells that are to be run."""
    notebook = nbformat.read(path, 4)
    numbers = []
    for number, cell in enumerate(notebook.cells):
        if "def softmax(" in cell.source:
            cell.source = WRONG
        if cell.source.startswith(("from autograder", "def softmax(", CHECK)):
            numbers.append(number)
    nbformat.write(notebook, path)
    return numbers
