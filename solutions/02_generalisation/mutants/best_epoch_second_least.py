"""
question: best_epoch
caught_by: before the patience runs out

This is the epoch with the second least of all losses. How many losses are less than that of the
best epoch is unknown, since they come after the stop: go through the epochs one after another.
"""


def best_epoch(validation_losses, patience):
    return int(np.argsort(validation_losses)[1])
