"""Typed doors to nbformat, whose constructors carry no annotations."""

from collections.abc import Mapping, Sequence
from typing import Any

import nbformat
from nbformat import NotebookNode


def code_cell(source: str, metadata: Mapping[str, Any] | None = None) -> NotebookNode:
    """A code cell without outputs."""
    cell: NotebookNode = nbformat.v4.new_code_cell(source, metadata=_node(metadata))
    return cell


def markdown_cell(source: str, metadata: Mapping[str, Any] | None = None) -> NotebookNode:
    """A markdown cell."""
    cell: NotebookNode = nbformat.v4.new_markdown_cell(source, metadata=_node(metadata))
    return cell


def html_result(text: str, html: str) -> NotebookNode:
    """An ``execute_result`` with a text and an HTML form."""
    data = {"text/plain": text, "text/html": html}
    output: NotebookNode = nbformat.v4.new_output("execute_result", data=data)
    return output


def notebook(cells: Sequence[NotebookNode], metadata: Mapping[str, Any]) -> NotebookNode:
    """A notebook in the newest format."""
    made: NotebookNode = nbformat.v4.new_notebook(cells=list(cells), metadata=_node(metadata))
    return made


def parse(text: str) -> NotebookNode:
    """A notebook of any format that nbformat knows, upgraded to the fourth."""
    read: NotebookNode = nbformat.reads(text, as_version=4)
    return read


def to_text(made: NotebookNode) -> str:
    """The notebook as JSON with a final line end."""
    return str(nbformat.writes(made, version=4)).rstrip("\n") + "\n"


def _node(values: Mapping[str, Any] | None) -> NotebookNode:
    node: NotebookNode = nbformat.from_dict(dict(values or {}))
    return node
