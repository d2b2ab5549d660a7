"""
question: k_fold_indices
caught_by: each sample validates once

Each round draws a validation fold of its own, so that some samples validate several times and
others never. Cut one random order into folds.
"""


def k_fold_indices(num_samples, num_folds, seed):
    random = np.random.default_rng(seed)
    rounds = []
    for _ in range(num_folds):
        order = random.permutation(num_samples)
        size = num_samples // num_folds
        rounds.append((order[size:], order[:size]))
    return rounds
