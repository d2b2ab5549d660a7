"""
question: multi_task_loss
caught_by: values

The cost of the values is missing, so that the second head is never trained.
"""


def multi_task_loss(labels, logits, values, estimates, class_weight, value_weight):
    surprise = ops.sparse_categorical_crossentropy(labels, logits, from_logits=True)
    return class_weight * ops.mean(surprise)
