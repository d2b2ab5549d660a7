"""
question: caption_distribution

Pandas' `value_counts`.
"""


def caption_distribution(captions):
    import pandas

    return pandas.Series(captions).value_counts(normalize=True)
