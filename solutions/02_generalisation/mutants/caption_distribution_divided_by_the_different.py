"""
question: caption_distribution
caught_by: shares

The counts were divided by the number of different captions, so that they don't sum to 1. Divide
by the number of all that were written.
"""


def caption_distribution(captions):
    counts = Counter(captions)
    return {caption: count / len(counts) for caption, count in counts.items()}
