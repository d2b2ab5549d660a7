"""How much a MessagePack body would become, found without decoding it.

An empty list is one byte on the wire and about a hundred in memory, and a list in a list in a
list makes whoever prints it recurse. Tuples of numbers can be chosen so that all have one hash, and
a table with such keys takes minutes to build; the hashes of texts are secret. So all of these are
bounded before anything is made of a body.

Source: https://github.com/msgpack/msgpack/blob/master/spec.md
"""

MAX_OBJECTS = 100_000
MAX_DEPTH = 32
MAX_KEY_BYTES = 1000
ARRAY_CODE = 1
"""The one extension type: an array."""

# By the first byte: how many bytes follow, the type of an extension among them.
_FIXED = {
    **{0xC0: 0, 0xC2: 0, 0xC3: 0, 0xCA: 4, 0xCB: 8},
    **{first + power: 1 << power for first in (0xCC, 0xD0) for power in range(4)},
    **{0xD4 + power: 1 + (1 << power) for power in range(5)},
}
# By the first byte: the bytes of the length that follows, and what comes on top of it.
_SIZED = {
    **{0xC4 + power: (1 << power, 0) for power in range(3)},
    **{0xC7 + power: (1 << power, 1) for power in range(3)},
    **{0xD9 + power: (1 << power, 0) for power in range(3)},
}
# By the first byte: the bytes of the count that follows, and the objects for each of it.
_COUNTED = {0xDC: (2, 1), 0xDD: (4, 1), 0xDE: (2, 2), 0xDF: (4, 2)}


def excess(body: bytes) -> str:
    """What is too much in a body, for a person, or ``""``.

    A body that is cut off or malformed may pass: the decoder will say so.
    """
    position, objects = 0, 1
    remaining, in_map = [1], [False]
    while remaining and position < len(body):
        if not remaining[-1]:
            remaining.pop()
            in_map.pop()
            continue
        first, start = body[position], position
        is_key = in_map[-1] and remaining[-1] % 2 == 0
        remaining[-1] -= 1
        position, children = _after_head(body, position)
        objects += children
        if is_key and not (_is_text(first) and position - start <= MAX_KEY_BYTES):
            return f"A name in it is no text of at most {MAX_KEY_BYTES} bytes."
        if not _is_array(body, start) and _is_extension(first):
            return "It holds a value of an unknown kind."
        if objects > MAX_OBJECTS:
            return f"It holds more than {MAX_OBJECTS} values."
        if children:
            remaining.append(children)
            in_map.append(0x80 <= first <= 0x8F or first in (0xDE, 0xDF))
        if len(remaining) > MAX_DEPTH:
            return f"It is nested more than {MAX_DEPTH} deep."
    return ""


def _is_text(first: int) -> bool:
    return 0xA0 <= first <= 0xBF or 0xD9 <= first <= 0xDB


def _is_extension(first: int) -> bool:
    return (first in _SIZED and _SIZED[first][1] == 1) or 0xD4 <= first <= 0xD8


def _is_array(body: bytes, start: int) -> bool:
    """Whether an extension's type is that of arrays."""
    width = _SIZED.get(body[start], (0, 0))[0]
    return body[start + 1 + width : start + 2 + width] == bytes([ARRAY_CODE])


def _after_head(body: bytes, position: int) -> tuple[int, int]:
    """Where the next object's head is, and how many objects lie in this one."""
    first = body[position]
    position += 1
    if first in _FIXED:
        return position + _FIXED[first], 0
    if first in _SIZED:
        width, more = _SIZED[first]
        length = int.from_bytes(body[position : position + width], "big")
        return position + width + more + length, 0
    if first in _COUNTED:
        width, objects = _COUNTED[first]
        count = int.from_bytes(body[position : position + width], "big")
        return position + width, count * objects
    if 0x80 <= first <= 0x9F:
        return position, (first & 0x0F) * (2 if first < 0x90 else 1)
    if 0xA0 <= first <= 0xBF:
        return position + (first & 0x1F), 0
    return position, 0
