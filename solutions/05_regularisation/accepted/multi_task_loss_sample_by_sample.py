"""
question: multi_task_loss

Written out with log-sum-exp: a cost for each sample, then one mean.
"""


def multi_task_loss(labels, logits, values, estimates, class_weight, value_weight):
    is_label = ops.one_hot(labels, logits.shape[1], dtype=logits.dtype)
    surprise = ops.logsumexp(logits, axis=1) - ops.sum(is_label * logits, axis=1)
    error = ops.sum((estimates - values) ** 2, axis=1) / values.shape[1]
    return ops.mean(class_weight * surprise + value_weight * error)
