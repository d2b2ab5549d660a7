"""
question: curriculum

Top-k of the negative difficulty, gathered as tensors.
"""


def curriculum(x, y, difficulty, epoch, num_epochs):
    num_samples = min(len(x), math.ceil(len(x) * (epoch + 1) / num_epochs))
    rows = ops.top_k(-difficulty, num_samples)[1]
    return ops.take(x, rows, axis=0), ops.take(y, rows, axis=0)
