"""
question: is_healthy

Powers of ten; the logarithm of 0 is minus infinity.
"""


def is_healthy(norms):
    with np.errstate(divide="ignore"):
        powers = np.log10(norms)
    low, high = np.log10(VANISHING), np.log10(EXPLODING)
    inside = np.isfinite(powers) & (np.abs(powers - (low + high) / 2) < (high - low) / 2)
    return np.count_nonzero(~inside) == 0
