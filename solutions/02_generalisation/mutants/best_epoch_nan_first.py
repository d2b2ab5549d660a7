"""
question: best_epoch
caught_by: equal losses and NaN

The first loss is the first to be compared with, even if it is NaN. No loss is less than NaN, so
nothing after it counts as an improvement. Begin with infinity.
"""


def best_epoch(validation_losses, patience):
    best, least = 0, validation_losses[0]
    waited = 0
    for epoch, loss in enumerate(validation_losses[1:], start=1):
        if loss < least:
            best, least, waited = epoch, loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return best
