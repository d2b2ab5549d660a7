"""
question: is_proper
caught_by: verdicts

The costs are weighted with the candidate's own probabilities. It is the world that draws the
outcomes: weigh them with `distribution`.
"""


def is_proper(cost, distribution, candidates):
    def expected_cost(candidate):
        return sum(p * cost(candidate, outcome) for outcome, p in enumerate(candidate) if p > 0)

    own = expected_cost(distribution)
    return all(own <= expected_cost(candidate) + 1e-9 for candidate in candidates)
