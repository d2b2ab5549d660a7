"""
question: multi_task_loss
caught_by: values

The squared errors of a sample are summed over its k values. The formula divides by k as well.
"""


def multi_task_loss(labels, logits, values, estimates, class_weight, value_weight):
    surprise = ops.sparse_categorical_crossentropy(labels, logits, from_logits=True)
    squared_error = ops.square(values - estimates)
    return class_weight * ops.mean(surprise) + value_weight * ops.mean(
        ops.sum(squared_error, axis=1)
    )
