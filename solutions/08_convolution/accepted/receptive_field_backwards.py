"""
question: receptive_field

From the last layer back to the input: n outputs of a layer need (n − 1)·stride + (window −
1)·dilation + 1 of its inputs.
"""


def receptive_field(layers):
    seen = 1
    for window, stride, dilation in reversed(layers):
        seen = (seen - 1) * stride + (window - 1) * dilation + 1
    return seen
