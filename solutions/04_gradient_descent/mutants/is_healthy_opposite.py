"""
question: is_healthy
caught_by: verdicts

The verdict is the opposite of the right one: True where a layer vanishes or explodes.
"""


def is_healthy(norms):
    return not bool(np.all((norms > VANISHING) & (norms < EXPLODING)))
