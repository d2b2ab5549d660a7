"""
question: best_epoch
caught_by: before the patience runs out

This is the least loss. Wanted is the epoch that has it.
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
    return least
