"""
question: best_epoch
caught_by: before the patience runs out

This is the least of all losses, also of those after training has stopped. Training that has
stopped doesn't know what would have come.
"""


def best_epoch(validation_losses, patience):
    return int(np.nanargmin(validation_losses))
