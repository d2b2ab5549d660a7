"""
question: conv1d

A product of Fourier transforms, long enough that nothing wraps round.
"""


def conv1d(x, kernel):
    window, time = kernel.shape[0], x.shape[1]
    before, length = (window - 1) // 2, x.shape[1] + kernel.shape[0] - 1
    padded = ops.pad(x, [[0, 0], [before, window - 1 - before], [0, 0]])
    signal = tf.signal.rfft(tf.transpose(padded, (0, 2, 1)), [length])
    weights = tf.signal.rfft(tf.transpose(kernel, (2, 1, 0)), [length])
    spectrum = tf.einsum("ncl,fcl->nfl", signal, tf.math.conj(weights))
    return tf.transpose(tf.signal.irfft(spectrum, [length])[:, :, :time], (0, 2, 1))
