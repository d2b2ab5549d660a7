"""
question: receptive_field
caught_by: strides

The strides are added up. They multiply: stride 2 after stride 3 moves by 6 steps of the input.
"""


def receptive_field(layers):
    seen, step = 1, 1
    for window, stride, dilation in layers:
        seen += (window - 1) * dilation * step
        step += stride - 1
    return seen
