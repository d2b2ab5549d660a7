"""
question: caption_distribution
caught_by: shares

All captions are there, but the most common one has all of the probability. Give each its share.
"""


def caption_distribution(captions):
    most_common, _ = Counter(captions).most_common(1)[0]
    return {caption: float(caption == most_common) for caption in captions}
