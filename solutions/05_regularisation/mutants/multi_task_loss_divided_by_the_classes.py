"""
question: multi_task_loss
caught_by: values

The cross-entropy is averaged over the classes as well, so it is too small by their number. Each
sample has one term, that of its own class; average over the samples alone.
"""


def multi_task_loss(labels, logits, values, estimates, class_weight, value_weight):
    chosen = ops.one_hot(labels, logits.shape[-1], dtype=logits.dtype)
    surprise = -chosen * ops.log_softmax(logits)
    squared_error = ops.square(values - estimates)
    return class_weight * ops.mean(surprise) + value_weight * ops.mean(squared_error)
