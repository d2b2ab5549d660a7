"""
question: is_proper
caught_by: impossible outcomes

0 times an infinite cost is NaN, and every comparison with NaN is false. Leave outcomes of
probability 0 out of the sum.
"""


def is_proper(cost, distribution, candidates):
    def expected_cost(candidate):
        return sum(p * cost(candidate, outcome) for outcome, p in enumerate(distribution))

    own = expected_cost(distribution)
    return all(own <= expected_cost(candidate) + 1e-9 for candidate in candidates)
