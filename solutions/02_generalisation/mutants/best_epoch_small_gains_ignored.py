"""
question: best_epoch
caught_by: patience to the epoch

A small improvement is passed over. Any loss below all before it is one, however little it is
below.
"""


def best_epoch(validation_losses, patience):
    best, least, waited = 0, float("inf"), 0
    for epoch, loss in enumerate(validation_losses):
        if loss < least - 1e-4:
            best, least, waited = epoch, loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return best
