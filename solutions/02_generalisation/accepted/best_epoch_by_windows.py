"""
question: best_epoch

Looks at the least loss of the next `patience` epochs after each improvement.
"""


def best_epoch(validation_losses, patience):
    losses = np.where(np.isnan(validation_losses), np.inf, validation_losses)
    best = int(np.argmax(np.isfinite(losses)))
    while True:
        ahead = losses[best + 1 : best + 1 + patience]
        better = np.flatnonzero(ahead < losses[best])
        if len(better) == 0:
            return best
        best += 1 + int(better[0])
