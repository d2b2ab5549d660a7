"""
question: is_healthy
caught_by: verdicts

There is a verdict for each layer. The network gets a single one: is every layer healthy?
"""


def is_healthy(norms):
    return (norms > VANISHING) & (norms < EXPLODING)
