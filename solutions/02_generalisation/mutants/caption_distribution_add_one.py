"""
question: caption_distribution
caught_by: shares

One was added to every count, as if each caption had been written once more. That is a different
estimate, which holds back from the data; here the likeliest distribution is wanted.
"""


def caption_distribution(captions):
    counts = Counter(captions)
    total = len(captions) + len(counts)
    return {caption: (count + 1) / total for caption, count in counts.items()}
