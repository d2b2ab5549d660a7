"""
question: receptive_field
caught_by: strides

Only the stride of the layer just below counts in your answer. All strides below a layer multiply.
"""


def receptive_field(layers):
    seen, step = 1, 1
    for window, stride, dilation in layers:
        seen += (window - 1) * dilation * step
        step = stride
    return seen
