"""
question: caption_distribution
caught_by: more captions

Captions that differ in a space at an end were put together. Here two captions are the same if their
texts are, letter by letter.
"""


def caption_distribution(captions):
    same = [caption.strip() for caption in captions]
    return {caption: count / len(same) for caption, count in Counter(same).items()}
