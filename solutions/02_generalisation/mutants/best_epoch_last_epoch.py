"""
question: best_epoch
caught_by: before the patience runs out

This is the epoch at which training stops. Go back to the best one before it.
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
    return epoch
