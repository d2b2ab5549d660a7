"""
question: multi_task_loss
caught_by: values

A root is taken of the mean squared error. The formula has the mean itself.
"""


def multi_task_loss(labels, logits, values, estimates, class_weight, value_weight):
    surprise = ops.sparse_categorical_crossentropy(labels, logits, from_logits=True)
    squared_error = ops.square(values - estimates)
    return class_weight * ops.mean(surprise) + value_weight * ops.sqrt(ops.mean(squared_error))
