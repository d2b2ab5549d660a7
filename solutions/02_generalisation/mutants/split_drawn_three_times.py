"""
question: train_validation_test_split
caught_by: every sample once

Each part is drawn by itself from all the data, so that parts overlap and some samples are in
none. Draw one order of all samples, and cut it.
"""


def train_validation_test_split(x, y, fractions, seed):
    random = np.random.default_rng(seed)
    parts = [random.choice(len(x), round(f * len(x)), replace=False) for f in fractions]
    return tuple((x[part], y[part]) for part in parts)
