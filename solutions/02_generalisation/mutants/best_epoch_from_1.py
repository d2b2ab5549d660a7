"""
question: best_epoch
caught_by: before the patience runs out

The epochs were counted from 1. The first one is epoch 0.
"""


def best_epoch(validation_losses, patience):
    best, least = 0, float("inf")
    waited = 0
    for epoch, loss in enumerate(validation_losses):
        if loss < least:
            best, least, waited = epoch, loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return best + 1
