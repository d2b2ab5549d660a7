"""
question: is_proper
caught_by: impossible outcomes

Infinite costs are left out of the sum, so that a candidate which rules out what can happen
looks cheap. Leave out outcomes of probability 0, not infinite costs.
"""


def is_proper(cost, distribution, candidates):
    def expected_cost(candidate):
        costs = np.array([cost(candidate, outcome) for outcome in range(len(distribution))])
        return np.sum(distribution * np.where(np.isfinite(costs), costs, 0.0))

    own = expected_cost(distribution)
    return all(own <= expected_cost(candidate) + 1e-9 for candidate in candidates)
