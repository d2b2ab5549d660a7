"""nbgrader's formgrader as a person uses it: its pages, its buttons, its forms."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..browser import Browser

ROW = "//tbody[@id='main-table']/tr[td[normalize-space()='{key}']]"
FILLED = "typeof models === 'undefined' || (models && models.loaded)"
SHOWN = "document.querySelector('#success-modal.in, #error-modal.in')"


class Formgrader:
    """A session of the formgrader.

    Args:
        browser: in which it runs.
        address: of the Jupyter server, with ``{}`` for the page.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser, self._address = browser, address
        # nbgrader's own pages would keep the token's cookie for their folder alone.
        browser.open(address.format("api/status"))

    def open(self, page: str, **window: Any) -> None:
        """Show one of its pages, such as ``"manage_assignments"``, with its table filled."""
        self._browser.open(self._address.format(f"formgrader/{page}"), **window)
        self._browser.wait(FILLED)

    def row(self, key: str) -> str:
        """The text of the row that has a cell with this text."""
        return str(self._row(key).text)

    def press(self, key: str, button: str, seconds: float = 120) -> str:
        """Press a button in a row, and wait for what the formgrader says.

        Args:
            key: the text of a cell in the row, such as a student's name.
            button: the column's class, such as ``"autograde"``.

        Returns:
            The message, with nbgrader's log.

        Raises:
            RuntimeError: the formgrader says that it failed.
        """
        self._row(key).find_element("css selector", f"td.{button} a").click()
        self._browser.wait(SHOWN, seconds)
        said = self._browser.run(f"const box = {SHOWN}; return [box.id, box.innerText]")
        if said[0] != "success-modal":
            raise RuntimeError(said[1])
        self._browser.run("$('.modal').removeClass('fade').modal('hide')")
        self._browser.wait("!document.querySelector('.modal') && !jQuery.active")
        return str(said[1])

    def follow(self, text: str) -> None:
        """Click a link in the table; the names of students are shown first."""
        self.show_names()
        self._browser.driver.find_element("link text", text).click()
        self._browser.wait(FILLED)

    def show_names(self) -> None:
        """Show the students' names where submissions are numbered."""
        self._browser.run("if (typeof toggleAllNames !== 'undefined') toggleAllNames()")

    @contextmanager
    def marking(self, cell: str) -> Iterator[tuple[Any, Any]]:
        """The fields for points and comment of a written answer; saved when the block ends."""
        self._browser.wait("window.formgrader && formgrader.grades && formgrader.comments")
        self._browser.wait("formgrader.grades.loaded && formgrader.comments.loaded")
        find = self._browser.driver.find_element
        yield find("id", cell), find("id", f"{cell}-comment")
        self._browser.run("document.activeElement.blur()")
        self._browser.wait("!jQuery.active")

    def _row(self, key: str) -> Any:
        return self._browser.driver.find_element("xpath", ROW.format(key=key))
