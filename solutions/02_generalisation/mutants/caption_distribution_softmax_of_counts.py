"""
question: caption_distribution
caught_by: shares

This is the softmax of the counts, which exaggerates: one more writer multiplies the odds by e.
The likeliest distribution are the shares themselves.
"""


def caption_distribution(captions):
    counts = Counter(captions)
    total = sum(np.exp(count) for count in counts.values())
    return {caption: float(np.exp(count) / total) for caption, count in counts.items()}
