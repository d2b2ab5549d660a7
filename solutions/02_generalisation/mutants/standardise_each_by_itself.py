"""
question: standardise
caught_by: values

Each array was standardised by its own statistics, so that a shift between them disappears, and
the same value means something else in each. Apply the training data's statistics to all.
"""


def standardise(train, *others):
    def by_itself(data):
        deviation = data.std(axis=0)
        scale = np.where(deviation > 0, deviation, 1).astype(data.dtype)
        return (data - data.mean(axis=0)) / scale

    return tuple(by_itself(data) for data in (train, *others))
