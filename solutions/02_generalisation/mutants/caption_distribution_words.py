"""
question: caption_distribution
caught_by: shares

This is a distribution over words. A caption is right or not as a whole: take the whole text as
one outcome.
"""


def caption_distribution(captions):
    words = " ".join(captions).split()
    return {word: count / len(words) for word, count in Counter(words).items()}
