"""
question: best_epoch

Counts nothing: compares the epoch with the best one so far.
"""


def best_epoch(validation_losses, patience):
    best = None
    for epoch, loss in enumerate(validation_losses):
        if not np.isnan(loss) and (best is None or loss < validation_losses[best]):
            best = epoch
        elif epoch - (-1 if best is None else best) >= patience:
            break
    return best
