"""
question: best_epoch
caught_by: equal losses and NaN

An equal loss was taken for an improvement. Nothing has improved: the earlier epoch is the best
one.
"""


def best_epoch(validation_losses, patience):
    best, least = 0, float("inf")
    waited = 0
    for epoch, loss in enumerate(validation_losses):
        if loss <= least:
            best, least, waited = epoch, loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return best
