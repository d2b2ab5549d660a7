"""
question: minibatches

Draws each batch without replacement from the samples that are left, with Python's own generator.
"""


def minibatches(x, y, batch_size, seed):
    import random

    draw = random.Random(seed)
    left = set(range(len(x)))
    while left:
        chosen = draw.sample(sorted(left), min(batch_size, len(left)))
        left -= set(chosen)
        yield x[chosen], y[chosen]
