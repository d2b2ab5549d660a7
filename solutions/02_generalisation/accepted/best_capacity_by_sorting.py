"""
question: best_capacity

Sorts the rows by degree first, so that the first least error has the smallest degree.
"""


def best_capacity(curve):
    ascending = curve[np.argsort(curve[:, 0])]
    return ascending[np.argmin(ascending[:, 2]), 0]
