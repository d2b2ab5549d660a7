"""axe-core finds nothing serious in the pages.

Runs where axe-core is: the file that AXE_CORE names, or a copy that `npm install axe-core` put
into the repository's folder or npm's global one.
"""

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from autograder.report.feedback import feedback_html
from autograder.report.write import report_html

from .browser import dom_after, needs_browser
from .classroom import classroom

FILE = Path("axe-core") / "axe.min.js"


def find_axe(root):
    """axe-core's script, or None."""
    places = [root / "node_modules" / FILE]
    if shutil.which("npm"):
        listed = subprocess.run(["npm", "root", "-g"], capture_output=True, text=True, check=False)
        places.append(Path(listed.stdout.strip()) / FILE)
    if "AXE_CORE" in os.environ:
        places = [Path(os.environ["AXE_CORE"])]
    return next((path for path in places if path.is_file()), None)


@pytest.fixture(scope="module")
def axe(root):
    path = find_axe(root)
    if path is None:
        pytest.skip("no axe-core: set AXE_CORE to its axe.min.js, or `npm install axe-core`")
    return path.read_text(encoding="utf-8")


def findings(page, folder, axe, flags):
    """What axe-core calls serious or critical, with every details element open."""
    script = f"""{axe}
    for (const each of document.querySelectorAll("details")) each.open = true;
    axe.run().then((found) => {{
      const bad = found.violations.filter((each) => /serious|critical/.test(each.impact));
      document.title = "axe " + JSON.stringify({{ passed: found.passes.length, bad: bad.map(
        (each) => [each.id, each.nodes.slice(0, 3).map((node) => node.html)]) }});
    }});"""
    title = re.search(
        r"<title>axe (.*?)</title>", dom_after(page, folder, script, flags), re.DOTALL
    )
    assert title, "axe-core did not finish"
    found = json.loads(unescape(title[1]))
    assert found["passed"] > 10, "axe-core looked at next to nothing"
    return found["bad"]


@needs_browser
@pytest.mark.parametrize("flags", [(), ("--force-dark-mode",)], ids=["light", "dark"])
def test_axe_finds_nothing_serious_in_the_report(axe, root, tmp_path, flags):
    assert findings(report_html(classroom(), root), tmp_path, axe, flags) == []


@needs_browser
@pytest.mark.parametrize("flags", [(), ("--force-dark-mode",)], ids=["light", "dark"])
def test_axe_finds_nothing_serious_in_a_students_page(axe, tmp_path, flags):
    hostile = next(each for each in classroom() if each.student == "<script>")
    assert findings(feedback_html(hostile), tmp_path, axe, flags) == []
