"""
question: caption_distribution
caught_by: shares

The list of captions is empty after the call. It belongs to the caller, who still needs it: go
through it without taking anything out.
"""


def caption_distribution(captions):
    counts, total = Counter(), len(captions)
    while captions:
        counts[captions.pop()] += 1
    return {caption: count / total for caption, count in counts.items()}
