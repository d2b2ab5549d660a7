"""
question: is_proper
caught_by: verdicts

Only the likeliest outcome is looked at. The others happen too, and an expected cost is a sum
over all of them.
"""


def is_proper(cost, distribution, candidates):
    def expected_cost(candidate):
        return cost(candidate, int(np.argmax(distribution)))

    own = expected_cost(distribution)
    return all(own <= expected_cost(candidate) + 1e-9 for candidate in candidates)
