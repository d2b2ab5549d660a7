"""
question: is_proper
caught_by: verdicts

The comparison is the wrong way round: the expected cost is to be least at the distribution.
"""


def is_proper(cost, distribution, candidates):
    possible = [outcome for outcome in range(len(distribution)) if distribution[outcome] > 0]

    def expected_cost(candidate):
        return sum(distribution[outcome] * cost(candidate, outcome) for outcome in possible)

    own = expected_cost(distribution)
    return all(own + 1e-9 >= expected_cost(candidate) for candidate in candidates)
