"""
question: standardise
caught_by: values

The values are right, but float32 went in and float64 came out. A list or a Python sum in between
loses the dtype; cast the result to that of the input.
"""


def standardise(train, *others):
    train64 = train.astype("float64")
    mean, deviation = train64.mean(axis=0), train64.std(axis=0)
    scale = np.where(deviation > 0, deviation, 1)
    return tuple((data - mean) / scale for data in (train, *others))
