"""
question: multi_task_loss
caught_by: values

The probabilities are cut off below 1e-7 before the logarithm, so that no sample costs more than
16, however wrong it is, and its gradient is 0. Let the cross-entropy work on the logits.
"""


def multi_task_loss(labels, logits, values, estimates, class_weight, value_weight):
    probabilities = ops.clip(ops.softmax(logits), 1e-7, 1)
    surprise = ops.sparse_categorical_crossentropy(labels, probabilities)
    return class_weight * ops.mean(surprise) + value_weight * ops.mean(
        ops.square(values - estimates)
    )
