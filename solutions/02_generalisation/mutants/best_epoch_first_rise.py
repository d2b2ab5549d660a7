"""
question: best_epoch
caught_by: patience to the epoch

Training stops at the first loss that is no better. `patience` says how many such epochs are
allowed in succession.
"""


def best_epoch(validation_losses, patience):
    best, least = 0, float("inf")
    waited = 0
    for epoch, loss in enumerate(validation_losses):
        if loss < least:
            best, least, waited = epoch, loss, 0
        else:
            waited += 1
        if waited == 1:
            break
    return best
