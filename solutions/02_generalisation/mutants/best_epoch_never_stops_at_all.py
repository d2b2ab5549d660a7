"""
question: best_epoch
caught_by: before the patience runs out

This is the last epoch of all. Training should have stopped long before, and gone back to its best
epoch.
"""


def best_epoch(validation_losses, patience):
    return len(validation_losses) - 1
