"""
question: standardise

Scikit-learn's `StandardScaler`.
"""


def standardise(train, *others):
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(train)
    return tuple(scaler.transform(data) for data in (train, *others))
