"""
question: best_epoch
caught_by: patience to the epoch

Training stops one epoch too soon. `patience` epochs in succession without improvement have to
pass; the best epoch itself is none of them.
"""


def best_epoch(validation_losses, patience):
    best, least = 0, float("inf")
    waited = 0
    for epoch, loss in enumerate(validation_losses):
        if loss < least:
            best, least, waited = epoch, loss, 0
        else:
            waited += 1
        if waited == max(patience - 1, 1):
            break
    return best
