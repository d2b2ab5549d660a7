"""
question: is_healthy
caught_by: verdicts

The mean of the norms is judged. It hides a layer that vanishes among others that don't; every
layer has to be healthy by itself.
"""


def is_healthy(norms):
    return bool(VANISHING < np.mean(norms) < EXPLODING)
