"""Take a picture of a page at its two widths, and keep it small."""

import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from tests.browser import Browser

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
WIDE, NARROW = 1280, 400
MOST_BYTES = 150_000
COLOURS = 128


class Studio:
    """A browser, and where its pictures go.

    Args:
        browser: takes the pictures.
        folder: for pages that are made on the way.
    """

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser, self.folder = browser, folder

    def page(self, name: str, html: str) -> Path:
        """A page of its own."""
        path = self.folder / f"{name}.html"
        path.write_text(html, encoding="utf-8")
        return path

    def both(
        self, name: str, page: Path | str, heights: tuple[int, int], prepare: str = ""
    ) -> None:
        """``NAME.png`` and ``NAME_narrow.png`` of a page.

        Args:
            heights: the most of each, in pixels; a shorter page gives a shorter picture.
            prepare: a script that runs before the picture is taken.
        """
        for width, height, suffix in ((WIDE, heights[0], ""), (NARROW, heights[1], "_narrow")):
            self.browser.open(page, width=width, height=height)
            self.browser.run(prepare)
            self.take(name + suffix, height)

    def take(self, name: str, most: int) -> None:
        """A picture of the page as it stands, from its top.

        Args:
            most: its height at most, in pixels.

        Raises:
            RuntimeError: the page is wider than its window, or the file too large.
        """
        if (excess := self.browser.too_wide()) > 0:
            raise RuntimeError(f"{name}: the page is {excess} pixels wider than its window.")
        # Nothing has a height where a page fills its window by itself, as JupyterLab does.
        height = self.browser.run("return document.documentElement.offsetHeight") or most
        picture = Image.open(io.BytesIO(self.browser.driver.get_screenshot_as_png()))
        picture = picture.convert("RGB").crop((0, 0, picture.width, min(most, height)))
        path = PICTURES / f"{name}.png"
        picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size > MOST_BYTES:
            raise RuntimeError(f"{path.name} has {path.stat().st_size} bytes, over {MOST_BYTES}.")
        print(path.relative_to(ROOT), *picture.size, path.stat().st_size)


Maker = Callable[[Studio], None]
