"""
question: standardise

The variance as the mean square minus the squared mean, in float64; a list comes back.
"""


def standardise(train, *others):
    exact = train.astype("float64")
    exact = exact - exact[0]
    mean = exact.mean(axis=0)
    variance = np.maximum((exact**2).mean(axis=0) - mean**2, 0)
    deviation = np.sqrt(variance)
    deviation[np.ptp(train, axis=0) == 0] = 1
    return [
        ((data.astype("float64") - train[0] - mean) / deviation).astype(train.dtype)
        for data in (train, *others)
    ]
