"""
question: multi_task_loss
caught_by: values

The cost of the classes is missing, so that the first head is never trained.
"""


def multi_task_loss(labels, logits, values, estimates, class_weight, value_weight):
    squared_error = ops.square(values - estimates)
    return value_weight * ops.mean(squared_error)
