"""Refuse calls of what the question asks the student to implement.

A teaching aid, not a security boundary: it names the mistake of calling ``keras.ops.softmax``
inside ``softmax`` in whatever way the name was reached. Who works around it still has to
compute the right arrays.
"""

import contextlib
import importlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any


class ForbiddenCall(Exception):
    """The submission called something that it was to implement."""


def refusal(error: ForbiddenCall) -> str:
    """What was refused, without the arguments that Keras adds where a layer's `call` raises."""
    first: BaseException = error
    while isinstance(first.__context__, ForbiddenCall):
        first = first.__context__
    return str(first)


@contextlib.contextmanager
def guard(dotted_names: Iterable[str], namespace: dict[str, Any]) -> Iterator[None]:
    """Replace each public name, and the submission's own aliases of it, by one that raises.

    The public names are put back at the end, for a process that answers more requests.
    """
    with contextlib.ExitStack() as stack:
        for dotted in dotted_names:
            _replace(dotted, namespace, stack)
        yield


def _replace(dotted: str, namespace: dict[str, Any], stack: contextlib.ExitStack) -> None:
    owner, _, attribute = dotted.rpartition(".")
    module = _module_or_class(owner)
    original = getattr(module, attribute, None)
    if original is None:
        return
    replacement = _refuse(dotted, original)
    setattr(module, attribute, replacement)
    stack.callback(setattr, module, attribute, original)
    for name, value in list(namespace.items()):
        if value is original:
            namespace[name] = replacement


def _module_or_class(dotted: str) -> Any:
    """The module, or the class in a module, of that name; None where there is none."""
    with contextlib.suppress(ImportError):
        return importlib.import_module(dotted)
    owner, _, name = dotted.rpartition(".")
    with contextlib.suppress(ImportError, ValueError):
        return getattr(importlib.import_module(owner), name, None)
    return None


def _refuse(dotted: str, original: Any) -> Any:
    message = f"{dotted} is what this question asks you to write; compute it yourself."

    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise ForbiddenCall(message)

    if isinstance(original, type):
        return _refused_class(original, refuse)
    return refuse


def _refused_class(original: type, refuse: Callable[..., Any]) -> type:
    """A class that can't be called, and to ask whether an object is one of it stays allowed."""

    class Refused(type(original)):  # type: ignore[misc]
        def __instancecheck__(cls, instance: Any) -> bool:
            if cls is refused:
                return isinstance(instance, original)
            return bool(super().__instancecheck__(instance))

        def __subclasscheck__(cls, subclass: type) -> bool:
            if cls is refused:
                return issubclass(subclass, original)
            return bool(super().__subclasscheck__(subclass))

    refused: type = Refused(original.__name__, (original,), {"__init__": refuse, "__new__": refuse})
    return refused
