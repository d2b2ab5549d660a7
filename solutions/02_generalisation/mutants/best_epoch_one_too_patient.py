"""
question: best_epoch
caught_by: patience to the epoch

Training goes on for one epoch too long. It stops right after the `patience`-th epoch in
succession without improvement.
"""


def best_epoch(validation_losses, patience):
    best, least = 0, float("inf")
    waited = 0
    for epoch, loss in enumerate(validation_losses):
        if loss < least:
            best, least, waited = epoch, loss, 0
        else:
            waited += 1
        if waited > patience:
            break
    return best
