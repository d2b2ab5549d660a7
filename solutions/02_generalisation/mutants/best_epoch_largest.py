"""
question: best_epoch
caught_by: before the patience runs out

The largest loss was looked for. Small losses are good.
"""


def best_epoch(validation_losses, patience):
    best, most = 0, -float("inf")
    waited = 0
    for epoch, loss in enumerate(validation_losses):
        if loss > most:
            best, most, waited = epoch, loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return best
