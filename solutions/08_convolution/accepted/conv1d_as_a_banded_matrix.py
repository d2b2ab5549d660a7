"""
question: conv1d

A dense layer with tied weights: θ stands along the diagonals of a matrix from all steps to all
steps, and the border needs no zeros, because the matrix ends there.
"""


def conv1d(x, kernel):
    window, time = kernel.shape[0], x.shape[1]
    before = (window - 1) // 2
    step = np.arange(time)
    place = step[None, :] - step[:, None] + before
    inside = ((place >= 0) & (place < window)).astype("float64")
    band = ops.take(kernel, np.clip(place, 0, window - 1), axis=0)
    band = band * ops.cast(inside, kernel.dtype)[:, :, None, None]
    return ops.einsum("nsc,tscf->ntf", x, band)
