"""
question: conv2d

TensorFlow cuts out the patches; one matrix product with the flattened kernel does the rest.
"""


def conv2d(x, kernel, stride, padding):
    rows, columns, channels, filters = kernel.shape
    patches = tf.image.extract_patches(
        x,
        sizes=[1, rows, columns, 1],
        strides=[1, stride, stride, 1],
        rates=[1, 1, 1, 1],
        padding=padding.upper(),
    )
    return ops.matmul(patches, ops.reshape(kernel, (rows * columns * channels, filters)))
