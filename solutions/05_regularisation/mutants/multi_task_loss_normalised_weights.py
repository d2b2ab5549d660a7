"""
question: multi_task_loss
caught_by: values

The cost is divided by the sum of the weights. The text adds the weighted costs and does nothing
else.
"""


def multi_task_loss(labels, logits, values, estimates, class_weight, value_weight):
    surprise = ops.sparse_categorical_crossentropy(labels, logits, from_logits=True)
    squared_error = ops.square(values - estimates)
    total = class_weight + value_weight
    return (class_weight * ops.mean(surprise) + value_weight * ops.mean(squared_error)) / total
