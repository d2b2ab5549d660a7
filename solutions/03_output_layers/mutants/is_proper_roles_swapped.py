"""
question: is_proper
caught_by: verdicts

The two distributions have changed places: outcomes are drawn from the candidate, and the
announcement is always `distribution`. The outcomes come from `distribution`, and `cost` gets
the candidate.
"""


def is_proper(cost, distribution, candidates):
    def expected_cost(candidate):
        possible = [outcome for outcome in range(len(candidate)) if candidate[outcome] > 0]
        return sum(candidate[outcome] * cost(distribution, outcome) for outcome in possible)

    own = expected_cost(distribution)
    return all(own <= expected_cost(candidate) + 1e-9 for candidate in candidates)
