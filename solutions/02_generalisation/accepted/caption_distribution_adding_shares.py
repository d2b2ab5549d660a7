"""
question: caption_distribution

Every caption written adds its share to a dictionary.
"""


def caption_distribution(captions):
    distribution = {}
    for caption in captions:
        distribution[caption] = distribution.get(caption, 0.0) + 1 / len(captions)
    return distribution
