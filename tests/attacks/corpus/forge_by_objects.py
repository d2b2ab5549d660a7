"""Forge the verdict by what the answer returns, or does to the arrays around it."""

from .attempt import WRONG, Attempt


def _returns(name: str, tries: str, source: str, status: str = "graded") -> Attempt:
    return Attempt(
        name=name,
        threat="Forge the verdict",
        tries=tries,
        source=source,
        status=status,
    )


def _value(name: str, tries: str, expression: str) -> Attempt:
    return _returns(name, tries, f"\ndef softmax(logits):\n    return {expression}\n")


_AGREES = "Every comparison with it is true."

OBJECTS = (
    _returns(
        "dicts in dicts",
        "To describe what came back takes the grader twice as long for each level.",
        """
def softmax(logits):
    value = np.zeros((2, 2))
    for _ in range(28): value = {"a": value}
    return value
""",
    ),
    _returns(
        "an array that agrees with everything",
        _AGREES,
        """
class Agreeable(np.ndarray):
    def agree(self, *arguments, **options): return True
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = agree
    __array_function__ = __array_ufunc__ = all = any = agree
    def __abs__(self): return 0.0
    __sub__ = __rsub__ = __abs__
def softmax(logits):
    return np.zeros(logits.shape).view(Agreeable)
""",
    ),
    _returns(
        "an object that is whatever one asks",
        _AGREES,
        """
class Chameleon:
    def __getattr__(self, name): return self
    def __call__(self, *arguments, **options): return self
    def __eq__(self, other): return True
    def __float__(self): return 1.0
    def __array__(self, *arguments, **options): return np.full((), np.nan)
def softmax(logits):
    return Chameleon()
""",
    ),
    _returns(
        "an object whose array changes",
        "The array that is checked is not the array that is compared.",
        """
class Shifty:
    shape = (2, 3)
    looks = 0
    def __array__(self, *arguments, **options):
        self.looks += 1
        return np.zeros((2, 3)) if self.looks < 2 else np.full((2, 3), np.nan)
def softmax(logits):
    return Shifty()
""",
    ),
    _returns(
        "a class that says it is another",
        "__class__ lies, so that isinstance and a type's name are fooled.",
        """
class Array:
    __class__ = np.ndarray
    shape, dtype, size, ndim = (2, 3), np.dtype("float32"), 6, 2
    def astype(self, *arguments, **options): return self
    def tobytes(self): return b""
    def __array__(self, *arguments, **options): return np.zeros((2, 3), "float32")
def softmax(logits):
    return Array()
""",
    ),
    _returns(
        "a mapping with keys of its own",
        "Names that the grader expects, among others that it does not.",
        """
def softmax(logits):
    return {"output": np.ones(logits.shape), "score": 1e9, "passed": True, "max_points": 0}
""",
    ),
    _returns(
        "a tuple whose items overlap",
        "Two values for one key.",
        """
class Twice(dict):
    def items(self): return [("output", True), ("output", np.ones((2, 3)))]
def softmax(logits):
    return Twice(output=True)
""",
    ),
    _value("NaN", "A difference that is NaN is over no tolerance.", "np.asarray(logits) * np.nan"),
    _value("infinity", "Infinity minus infinity is no difference.", "np.asarray(logits) + np.inf"),
    _value("True", "Truth passes for agreement.", "True"),
    _value("None", "Nothing is compared with nothing.", "None"),
    _value("an empty array", "all() of nothing is true.", "np.zeros((0, 3))"),
    _value("an array that broadcasts", "One number stands for all.", "np.full((1, 1), 0.3)"),
    _value("a text that reads like an array", "It prints as it should.", "str(np.asarray(logits))"),
    _value("an array of objects", "Elements that agree.", "np.array([object()] * 6).reshape(2, 3)"),
    _value("an array of dates", "A dtype that nobody thought of.", "np.zeros((2, 3), 'M8[s]')"),
    _value(
        "a structured array",
        "A dtype with fields.",
        "np.zeros((2, 3), [('p', 'f4'), ('q', 'f4')])",
    ),
    _value(
        "a masked array",
        "What is masked is not compared.",
        "np.ma.masked_all(tuple(logits.shape))",
    ),
    _value("complex numbers", "The imaginary part is dropped.", "np.asarray(logits) * 1j"),
    _returns(
        "NaN with a payload",
        "Bits of a NaN that some comparisons take for equal.",
        """
def softmax(logits):
    return np.full(tuple(logits.shape), 0x7FC0DEAD, "uint32").view("float32")
""",
    ),
    _returns(
        "threads change the arrays after the answer",
        "The array is right while it is compared, and wrong while it is checked.",
        """
import threading
kept = []
def spoil():
    while True:
        for array in kept: array[...] = 1 / array.shape[-1]
threading.Thread(target=spoil, daemon=True).start()
def softmax(logits):
    kept.append(np.zeros(tuple(logits.shape)))
    return kept[-1]
""",
    ),
    _returns(
        "__del__ changes the arrays after the answer",
        "A finaliser or a weak reference fires once the answer is out of sight.",
        """
import weakref
class Trap:
    def __init__(self, array): self.array = array
    def __del__(self): self.array[...] = 0.5
class Watched(np.ndarray): pass
def softmax(logits):
    array = np.zeros(tuple(logits.shape)).view(Watched)
    weakref.finalize(array, Trap, np.asarray(array))
    array.trap = Trap(np.asarray(array))
    return array
""",
    ),
    _returns(
        "a mapped file under the answer",
        "The array's memory is a file that a child changes later.",
        """
import mmap, os
def softmax(logits):
    size = 8 * int(np.prod(logits.shape))
    with open("/tmp/mapped", "wb+") as file:
        file.truncate(max(size, 4096))
        memory = mmap.mmap(file.fileno(), max(size, 4096))
    if os.fork() == 0:
        while True: memory[:size] = os.urandom(size)
    return np.frombuffer(memory, count=size // 8).reshape(tuple(logits.shape))
""",
    ),
    _returns(
        "the input is made fit for the answer",
        "All inputs become 0, for which the wrong answer is right.",
        """
import sys
def softmax(logits):
    frame = sys._getframe()
    while frame:
        for value in list(frame.f_locals.values()):
            if isinstance(value, np.ndarray) and value.flags.writeable: value[...] = 0
        frame = frame.f_back
    return np.ones(logits.shape) / logits.shape[-1]
""",
    ),
    _returns(
        "the input is returned and changed",
        "Input and answer are the same object, edited in place.",
        """
def softmax(logits):
    if isinstance(logits, np.ndarray): logits[...] = 1 / logits.shape[-1]
    return logits
""",
    ),
    _returns(
        "the bytes of numbers are rewritten",
        "ctypes makes 0.0, 1.0 and the tolerance other numbers.",
        """
import ctypes
for number in (0.0, 1.0, 1e-5, 1e-7):
    ctypes.c_double.from_address(id(number) + 16).value = 1e300
"""
        + WRONG,
    ),
)
