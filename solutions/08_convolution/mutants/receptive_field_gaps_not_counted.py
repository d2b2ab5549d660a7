"""
question: receptive_field
caught_by: reach of the gradient

Only the places that are seen have been counted. The field reaches from the first of them to the
last; what a dilated window skips between them counts too.
"""


def receptive_field(layers):
    places = {0}
    for window, stride, dilation in reversed(layers):
        places = {place * stride + a * dilation for place in places for a in range(window)}
    return len(places)
