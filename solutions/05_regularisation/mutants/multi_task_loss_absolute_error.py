"""
question: multi_task_loss
caught_by: values

The second task is measured by the absolute error. The formula squares it.
"""


def multi_task_loss(labels, logits, values, estimates, class_weight, value_weight):
    surprise = ops.sparse_categorical_crossentropy(labels, logits, from_logits=True)
    error = ops.abs(values - estimates)
    return class_weight * ops.mean(surprise) + value_weight * ops.mean(error)
