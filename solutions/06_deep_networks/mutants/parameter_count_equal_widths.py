"""
question: parameter_count
caught_by: values

This is N (S² + S) with the mean size for S, which holds where all layers are equally wide.
"""


def parameter_count(sizes):
    width = sum(sizes) / len(sizes)
    return int((len(sizes) - 1) * (width * width + width))
