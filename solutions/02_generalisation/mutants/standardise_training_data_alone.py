"""
question: standardise
caught_by: values

The other arrays came back as they were. The model expects standardised inputs from now on, so
they need the same shift and scale.
"""


def standardise(train, *others):
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    scale = np.where(deviation > 0, deviation, 1).astype(train.dtype)
    return ((train - mean) / scale, *others)
