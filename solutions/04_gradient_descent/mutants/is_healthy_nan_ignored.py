"""
question: is_healthy
caught_by: zero, infinity and NaN

`nanmin` and `nanmax` leave NaN out of the comparison, so that a network whose gradient is NaN
passes.
"""


def is_healthy(norms):
    finite = norms[~np.isnan(norms)]
    return bool(np.all(finite > VANISHING) and np.all(finite < EXPLODING)) and len(finite) > 0
