"""
question: caption_distribution
caught_by: shares

Captions that were written only once are missing. Rare is not wrong.
"""


def caption_distribution(captions):
    counts = Counter(captions)
    common = {caption: count for caption, count in counts.items() if count > 1} or counts
    return {caption: count / sum(common.values()) for caption, count in common.items()}
