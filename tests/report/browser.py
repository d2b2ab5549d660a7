"""Pages in headless Chromium; tests that need one say so where there is none."""

import html
import re
import shutil
import subprocess

import pytest

CHROMIUM = next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), ""
)
needs_browser = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on the PATH")


def dom_after(page, folder, script="", flags=()):
    """A page's DOM after its own scripts, and then another one, have run.

    Args:
        page: the HTML, as bytes.
        folder: an empty one, for the copy and the browser's profile.
        script: runs at the end of the copy, which loses its content security policy for it.
        flags: more of Chromium's, such as ``--force-dark-mode``.
    """
    text = page.decode()
    if script:
        text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
        text = text.replace("</body>", f"<script>{script}</script></body>")
    copy = folder / "page.html"
    copy.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [
            *[CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"],
            *["--disable-background-networking", "--disable-component-update", "--disable-sync"],
            *["--window-size=1280,1000", "--virtual-time-budget=20000", "--dump-dom"],
            *flags,
            f"--user-data-dir={folder / 'profile'}",
            copy.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=90,
        check=True,
    )
    return done.stdout


def widest(page, folder, width):
    """How wide a page's content is, in pixels, in a window of this width.

    Chromium's own window is at least 500 pixels wide, so the page stands in a frame.
    """
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.decode())
    outer = f'<!doctype html><title></title><iframe id="f" width="{width}" height="900" '
    outer += f'srcdoc="{html.escape(text)}"></iframe></body>'
    script = """onload = () => { document.title =
      document.getElementById("f").contentDocument.documentElement.scrollWidth; }"""
    return int(re.search(r"<title>(\d+)</title>", dom_after(outer.encode(), folder, script))[1])
