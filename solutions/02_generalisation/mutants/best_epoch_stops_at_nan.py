"""
question: best_epoch
caught_by: equal losses and NaN

Training stops at the first NaN. Here it is only one more epoch without improvement.
"""


def best_epoch(validation_losses, patience):
    best, least = 0, float("inf")
    waited = 0
    for epoch, loss in enumerate(validation_losses):
        if loss < least:
            best, least, waited = epoch, loss, 0
        else:
            waited += 1
        if waited == patience or np.isnan(loss):
            break
    return best
