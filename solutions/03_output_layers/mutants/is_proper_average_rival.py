"""
question: is_proper
caught_by: verdicts

The distribution is compared with the candidates' average. One cheaper candidate is enough to
make the cost improper, whatever the others cost.
"""


def is_proper(cost, distribution, candidates):
    possible = [outcome for outcome in range(len(distribution)) if distribution[outcome] > 0]

    def expected_cost(candidate):
        return sum(distribution[outcome] * cost(candidate, outcome) for outcome in possible)

    own = expected_cost(distribution)
    return bool(own <= np.mean([expected_cost(candidate) for candidate in candidates]) + 1e-9)
