"""
question: k_fold_indices

Deals a shuffled list out in turn, and subtracts sets.
"""


def k_fold_indices(num_samples, num_folds, seed):
    import random

    order = list(range(num_samples))
    random.Random(seed).shuffle(order)
    rounds = []
    for start in range(num_folds):
        held_out = order[start::num_folds]
        rounds.append((np.array(sorted(set(order) - set(held_out))), np.array(held_out)))
    return rounds
