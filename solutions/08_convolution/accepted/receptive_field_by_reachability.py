"""
question: receptive_field

No formula: the set of places that one output reaches, layer by layer.
"""


def receptive_field(layers):
    places = {0}
    for window, stride, dilation in layers[::-1]:
        places = {place * stride + a * dilation for place in places for a in range(window)}
    return max(places) - min(places) + 1
