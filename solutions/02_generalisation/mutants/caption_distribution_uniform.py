"""
question: caption_distribution
caught_by: shares

All captions are equally probable here. How often each was written has been forgotten.
"""


def caption_distribution(captions):
    different = set(captions)
    return {caption: 1 / len(different) for caption in different}
