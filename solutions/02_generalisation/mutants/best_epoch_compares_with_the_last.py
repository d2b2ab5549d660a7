"""
question: best_epoch
caught_by: patience to the epoch

A loss that is less than the one just before it was taken for an improvement. An improvement is
less than all before it.
"""


def best_epoch(validation_losses, patience):
    losses = np.nan_to_num(np.array(validation_losses), nan=np.inf)
    waited = 0
    best = 0
    for epoch in range(1, len(losses)):
        waited = 0 if losses[epoch] < losses[epoch - 1] else waited + 1
        if losses[epoch] < losses[best]:
            best = epoch
        if waited == patience:
            break
    return best
