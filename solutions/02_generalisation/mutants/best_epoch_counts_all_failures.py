"""
question: best_epoch
caught_by: patience to the epoch

All epochs without improvement were counted together. Only those in succession count: an
improvement sets the count back to 0.
"""


def best_epoch(validation_losses, patience):
    best, least = 0, float("inf")
    waited = 0
    for epoch, loss in enumerate(validation_losses):
        if loss < least:
            best, least = epoch, loss
        else:
            waited += 1
        if waited == patience:
            break
    return best
