"""
question: caption_distribution
caught_by: shares

Only the most common caption is left, with probability 1. The others are right answers too, and
get probability 0 here: an infinite cost as soon as somebody writes one of them.
"""


def caption_distribution(captions):
    most_common, _ = Counter(captions).most_common(1)[0]
    return {most_common: 1.0}
