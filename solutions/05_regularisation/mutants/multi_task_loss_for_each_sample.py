"""
question: multi_task_loss
caught_by: values

There is a cost for each sample. Training follows one number: take the mean.
"""


def multi_task_loss(labels, logits, values, estimates, class_weight, value_weight):
    surprise = ops.sparse_categorical_crossentropy(labels, logits, from_logits=True)
    squared_error = ops.square(values - estimates)
    return class_weight * surprise + value_weight * ops.mean(squared_error, axis=1)
