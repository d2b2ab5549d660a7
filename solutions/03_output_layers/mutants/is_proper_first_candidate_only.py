"""
question: is_proper
caught_by: verdicts

Only the first candidate is compared. Any of them may be cheaper than the distribution.
"""


def is_proper(cost, distribution, candidates):
    possible = [outcome for outcome in range(len(distribution)) if distribution[outcome] > 0]

    def expected_cost(candidate):
        return sum(distribution[outcome] * cost(candidate, outcome) for outcome in possible)

    own = expected_cost(distribution)
    return own <= expected_cost(candidates[0]) + 1e-9
