"""
question: multi_task_loss
caught_by: values

Both costs count alike: the weights are not used.
"""


def multi_task_loss(labels, logits, values, estimates, class_weight, value_weight):
    surprise = ops.sparse_categorical_crossentropy(labels, logits, from_logits=True)
    squared_error = ops.square(values - estimates)
    return ops.mean(surprise) + ops.mean(squared_error)
