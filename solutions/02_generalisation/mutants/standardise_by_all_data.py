"""
question: standardise
caught_by: values

Mean and standard deviation were computed from all arrays together. So the validation and test
data had a say in the preparation, which is a leak: use the training data alone.
"""


def standardise(train, *others):
    everything = np.concatenate([train, *others])
    mean, deviation = everything.mean(axis=0), everything.std(axis=0)
    scale = np.where(deviation > 0, deviation, 1).astype(train.dtype)
    return tuple((data - mean) / scale for data in (train, *others))
