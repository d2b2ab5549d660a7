"""
question: is_proper
caught_by: verdicts

All outcomes count alike. An expected cost weighs the cost of each outcome with the probability
of that outcome.
"""


def is_proper(cost, distribution, candidates):
    possible = [outcome for outcome in range(len(distribution)) if distribution[outcome] > 0]

    def expected_cost(candidate):
        return sum(cost(candidate, outcome) for outcome in possible)

    own = expected_cost(distribution)
    return all(own <= expected_cost(candidate) + 1e-9 for candidate in candidates)
