"""
question: saturation
caught_by: values

A small difference quotient was computed. In float32 hardly any digit of the difference is left;
automatic differentiation has no step and loses none.
"""


def saturation(activation, x):
    return (activation(x + 1e-3) - activation(x)) / ops.cast(1e-3, x.dtype)
