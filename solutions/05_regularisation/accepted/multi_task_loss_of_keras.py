"""
question: multi_task_loss

With Keras's loss objects, in the dtype of the logits.
"""


def multi_task_loss(labels, logits, values, estimates, class_weight, value_weight):
    dtype = logits.dtype.name
    cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True, dtype=dtype)
    squared_error = keras.losses.MeanSquaredError(dtype=dtype)
    first, second = cross_entropy(labels, logits), squared_error(values, estimates)
    return first * class_weight + second * value_weight
