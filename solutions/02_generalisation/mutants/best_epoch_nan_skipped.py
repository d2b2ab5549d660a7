"""
question: best_epoch
caught_by: equal losses and NaN

Epochs with NaN were skipped without being counted. They are epochs without improvement, and use
up patience.
"""


def best_epoch(validation_losses, patience):
    best, least = 0, float("inf")
    waited = 0
    for epoch, loss in enumerate(validation_losses):
        if np.isnan(loss):
            continue
        if loss < least:
            best, least, waited = epoch, loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return best
