"""
question: minibatches

TensorFlow's data pipeline with a buffer of all samples; gives tensors.
"""


def minibatches(x, y, batch_size, seed):
    data = tf.data.Dataset.from_tensor_slices((x, y))
    yield from data.shuffle(len(x), seed=seed).batch(batch_size)
