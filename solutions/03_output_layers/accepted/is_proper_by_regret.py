"""
question: is_proper

The regret of each candidate: the expected difference to the distribution's own cost.
"""


def is_proper(cost, distribution, candidates):
    for candidate in candidates:
        regret = 0.0
        for outcome, probability in enumerate(distribution):
            if probability > 0:
                regret += probability * (cost(candidate, outcome) - cost(distribution, outcome))
        if regret < -1e-9:
            return False
    return True
