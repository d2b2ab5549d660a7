"""
question: is_independent
caught_by: uncorrelated but dependent

Only the cells that are 0 were looked at. Independent variables have such cells if a value never
happens, and dependent ones need not have any.
"""


def is_independent(joint, tolerance):
    return bool(ops.all(joint > 0))
