"""
question: caption_distribution

NumPy's `unique` counts.
"""


def caption_distribution(captions):
    different, counts = np.unique(captions, return_counts=True)
    return dict(zip(different.tolist(), counts / counts.sum(), strict=True))
