"""
question: parameter_count
caught_by: large networks

The count overflows: it was made with whole numbers of 32 bits, which end at 2,147,483,647.
"""


def parameter_count(sizes):
    sizes = np.array(sizes, dtype=np.int32)
    with np.errstate(over="ignore"):
        return int(np.sum(sizes[:-1] * sizes[1:] + sizes[1:], dtype=np.int32))
