"""
question: multi_task_loss
caught_by: values

The logits are taken for probabilities. Keras's function has to be told that they are none.
"""


def multi_task_loss(labels, logits, values, estimates, class_weight, value_weight):
    surprise = ops.sparse_categorical_crossentropy(labels, logits)
    squared_error = ops.square(values - estimates)
    return class_weight * ops.mean(surprise) + value_weight * ops.mean(squared_error)
