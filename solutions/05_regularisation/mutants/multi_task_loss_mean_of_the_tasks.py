"""
question: multi_task_loss
caught_by: values

The sum of the two weighted costs is halved. It is a sum, not a mean.
"""


def multi_task_loss(labels, logits, values, estimates, class_weight, value_weight):
    surprise = ops.sparse_categorical_crossentropy(labels, logits, from_logits=True)
    squared_error = ops.square(values - estimates)
    return (class_weight * ops.mean(surprise) + value_weight * ops.mean(squared_error)) / 2
