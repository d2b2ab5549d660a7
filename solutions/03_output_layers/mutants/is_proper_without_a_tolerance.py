"""
question: is_proper
caught_by: ties

A candidate that is cheaper by less than 10⁻⁹ counts as cheaper. Sums are rounded, and so small a
difference is a tie.
"""


def is_proper(cost, distribution, candidates):
    possible = np.flatnonzero(distribution > 0)

    def expected_cost(candidate):
        return sum(distribution[outcome] * cost(candidate, int(outcome)) for outcome in possible)

    own = expected_cost(distribution)
    return all(own <= expected_cost(candidate) for candidate in candidates)
