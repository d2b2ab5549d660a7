"""
question: multi_task_loss
caught_by: values

Each task has the other one's weight.
"""


def multi_task_loss(labels, logits, values, estimates, class_weight, value_weight):
    surprise = ops.sparse_categorical_crossentropy(labels, logits, from_logits=True)
    squared_error = ops.square(values - estimates)
    return value_weight * ops.mean(surprise) + class_weight * ops.mean(squared_error)
