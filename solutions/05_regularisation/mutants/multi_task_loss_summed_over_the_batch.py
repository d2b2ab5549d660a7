"""
question: multi_task_loss
caught_by: values

The costs are summed over the batch: twice as many samples, twice the cost. Take means.
"""


def multi_task_loss(labels, logits, values, estimates, class_weight, value_weight):
    surprise = ops.sparse_categorical_crossentropy(labels, logits, from_logits=True)
    squared_error = ops.square(values - estimates)
    return class_weight * ops.sum(surprise) + value_weight * ops.sum(
        ops.mean(squared_error, axis=1)
    )
