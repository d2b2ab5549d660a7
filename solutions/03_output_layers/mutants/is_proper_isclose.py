"""
question: is_proper
caught_by: ties

Costs that differ by less than `np.isclose` allows count as a tie, and that is a hundred-thousandth
of the cost. A candidate that is cheaper by more than 10⁻⁹ is cheaper.
"""


def is_proper(cost, distribution, candidates):
    possible = np.flatnonzero(distribution > 0)

    def expected_cost(candidate):
        return sum(distribution[outcome] * cost(candidate, int(outcome)) for outcome in possible)

    own = expected_cost(distribution)
    others = [expected_cost(candidate) for candidate in candidates]
    return all(own <= other or np.isclose(own, other) for other in others)
