"""
question: is_proper
caught_by: verdicts

It is enough that the distribution beats one candidate. Proper means that no candidate beats the
distribution: all of them have to be compared.
"""


def is_proper(cost, distribution, candidates):
    possible = [outcome for outcome in range(len(distribution)) if distribution[outcome] > 0]

    def expected_cost(candidate):
        return sum(distribution[outcome] * cost(candidate, outcome) for outcome in possible)

    own = expected_cost(distribution)
    return any(own <= expected_cost(candidate) + 1e-9 for candidate in candidates)
