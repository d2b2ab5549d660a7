"""
question: caption_distribution
caught_by: shares

These are counts, not probabilities: they don't sum to 1. Divide by the number of captions
written.
"""


def caption_distribution(captions):
    return {caption: float(count) for caption, count in Counter(captions).items()}
