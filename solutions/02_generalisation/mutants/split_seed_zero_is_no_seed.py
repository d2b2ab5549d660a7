"""
question: train_validation_test_split
caught_by: seed

The seed 0 gives other parts each time, as if there were none: 0 is false in Python, so that
`if seed` and `seed or …` pass it over.
"""


def train_validation_test_split(x, y, fractions, seed):
    order = np.random.default_rng(seed or None).permutation(len(x))
    first = round(fractions[0] * len(x))
    second = round((fractions[0] + fractions[1]) * len(x))
    parts = order[:first], order[first:second], order[second:]
    return tuple((x[part], y[part]) for part in parts)
