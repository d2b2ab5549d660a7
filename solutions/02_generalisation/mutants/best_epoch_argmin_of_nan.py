"""
question: best_epoch
caught_by: equal losses and NaN

`np.argmin` returns the position of the first NaN, if there is one. Make NaN infinite before you
look for the least loss.
"""


def best_epoch(validation_losses, patience):
    known = np.nan_to_num(np.array(validation_losses), nan=np.inf)
    waited, least, end = 0, np.inf, len(known)
    for epoch, loss in enumerate(known):
        if loss < least:
            least, waited = loss, 0
        else:
            waited += 1
        if waited == patience:
            end = epoch + 1
            break
    return int(np.argmin(np.array(validation_losses)[:end]))
