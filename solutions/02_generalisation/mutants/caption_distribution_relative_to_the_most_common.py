"""
question: caption_distribution
caught_by: shares

The counts were divided by the largest of them, so that the most common caption has 1.
Probabilities sum to 1.
"""


def caption_distribution(captions):
    counts = Counter(captions)
    return {caption: count / max(counts.values()) for caption, count in counts.items()}
