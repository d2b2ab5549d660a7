"""
question: is_proper
caught_by: ties

A candidate that costs exactly as much counts as cheaper. A tie is allowed: only a smaller
expected cost makes the cost improper.
"""


def is_proper(cost, distribution, candidates):
    possible = [outcome for outcome in range(len(distribution)) if distribution[outcome] > 0]

    def expected_cost(candidate):
        return sum(distribution[outcome] * cost(candidate, outcome) for outcome in possible)

    own = expected_cost(distribution)
    return all(own < expected_cost(candidate) - 1e-9 for candidate in candidates)
