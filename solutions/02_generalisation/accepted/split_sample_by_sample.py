"""
question: train_validation_test_split

Shuffles a list of pairs with Python's own generator, and deals the pairs out.
"""


def train_validation_test_split(x, y, fractions, seed):
    import random

    pairs = list(zip(x, y, strict=True))
    random.Random(seed).shuffle(pairs)
    sizes = [int(fractions[0] * len(x)), int(fractions[1] * len(x)), len(x)]
    parts = []
    for size in sizes:
        part, pairs = pairs[:size], pairs[size:]
        parts.append((np.array([a for a, _ in part]), np.array([b for _, b in part])))
    return tuple(parts)
