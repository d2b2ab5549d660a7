"""
question: best_epoch
caught_by: equal losses and NaN

NaN was taken for an improvement: `not loss >= least` is true when the loss is NaN. Compare with
`loss < least`, which is not.
"""


def best_epoch(validation_losses, patience):
    best, least = 0, float("inf")
    waited = 0
    for epoch, loss in enumerate(validation_losses):
        if not loss >= least:
            best, least, waited = epoch, loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return best
