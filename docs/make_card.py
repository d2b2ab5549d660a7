"""Make the picture of a failed check from the real thing: `python docs/make_card.py`.

A kernel runs a wrong softmax in a released notebook's folder; headless Chromium draws its card in a
light and in a dark theme, side by side.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "pictures" / "card_failed.png"
ASSIGNMENT = "03_output_layers"
CELLS = [
    "from autograder import check\nfrom keras import ops",
    "def softmax(logits):\n"
    "    e = ops.exp(logits - ops.max(logits))\n"
    "    return e / ops.sum(e, axis=0, keepdims=True)",
    'check("softmax")',
]
SIZE = (1280, 510)
PAGE = """<!doctype html><meta charset="utf-8"><title>A failed check</title>
<style>body{{margin:0;display:flex}}iframe{{border:0;width:50%;height:{height}px}}</style>
<iframe srcdoc='{light}'></iframe><iframe srcdoc='{dark}'></iframe>"""
THEMES = {  # the attribute and the variables that JupyterLab sets
    "light": '<body data-jp-theme-light="true" style="margin:12px">',
    "dark": '<body data-jp-theme-light="false" style="margin:12px;background:#111;'
    '--jp-layout-color0:#111;--jp-content-font-color1:#fff">',
}
BROWSER = [
    *["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"],
    *["--disable-background-networking", "--disable-component-update", "--hide-scrollbars"],
]


def failed_check(folder: Path) -> str:
    """The card that a student sees, as HTML."""
    shutil.copytree(ROOT / "assignments" / ASSIGNMENT, folder / ASSIGNMENT)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(s) for s in CELLS])
    NotebookClient(notebook, resources={"metadata": {"path": folder / ASSIGNMENT}}).execute()
    (card,) = [o.data["text/html"] for o in notebook.cells[-1].outputs if "data" in o]
    return str(card)


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        card = failed_check(folder)
        frames = {
            name: (body + card).replace("'", "&#39;").replace("&quot;", "&amp;quot;")
            for name, body in THEMES.items()
        }
        page = folder / "card.html"
        page.write_text(PAGE.format(height=SIZE[1], **frames), encoding="utf-8")
        subprocess.run(
            [
                *BROWSER,
                f"--user-data-dir={folder / 'profile'}",
                f"--window-size={SIZE[0]},{SIZE[1]}",
                f"--screenshot={PICTURE}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
        )
    print(PICTURE.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main())
