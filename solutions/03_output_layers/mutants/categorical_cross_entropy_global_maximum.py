"""
question: categorical_cross_entropy
caught_by: confident and wrong

The largest logit of the whole batch is subtracted from every row. In a row that lies far below it
all exponentials are 0, and so is their sum. Each sample needs its own largest logit.
"""


def categorical_cross_entropy(targets, logits):
    shifted = logits - ops.max(logits)
    log_sums = ops.log(ops.sum(ops.exp(shifted), axis=-1, keepdims=True))
    return -ops.mean(ops.sum(targets * (shifted - log_sums), axis=-1))
