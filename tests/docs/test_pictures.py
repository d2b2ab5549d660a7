"""The pictures that ``python -m docs.make_pictures`` has made stay small and fit their widths."""

from PIL import Image

from .pages import ROOT

PICTURES = sorted((ROOT / "docs" / "pictures").glob("*.png"))


def test_pictures_are_small():
    sizes = {path.name: path.stat().st_size for path in PICTURES}
    assert {name: size for name, size in sizes.items() if size > 150_000} == {}
    assert sum(sizes.values()) < 1_200_000


def test_pictures_are_as_wide_as_the_windows_that_they_show():
    widths = {}
    for path in PICTURES:
        with Image.open(path) as picture:
            widths[path.stem] = picture.width
    assert widths == {name: 400 if name.endswith("_narrow") else 1280 for name in widths}
