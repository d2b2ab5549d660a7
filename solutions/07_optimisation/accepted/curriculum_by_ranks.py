"""
question: curriculum

The rank of each sample against the share of the epoch, with SciPy's ranks.
"""


def curriculum(x, y, difficulty, epoch, num_epochs):
    from scipy.stats import rankdata

    rows = [
        row
        for row, rank in enumerate(rankdata(difficulty, method="ordinal"))
        if (rank - 1) * num_epochs < len(x) * (epoch + 1)
    ]
    return np.stack([x[row] for row in rows]), np.stack([y[row] for row in rows])
