"""
question: curriculum

Finds the difficulty of the hardest sample that may be seen, and keeps all below it in their old
order.
"""


def curriculum(x, y, difficulty, epoch, num_epochs):
    num_samples = min(len(x), -(-len(x) * (epoch + 1) // num_epochs))
    hardest = np.partition(difficulty, num_samples - 1)[num_samples - 1]
    keep = difficulty <= hardest
    return x[keep], y[keep]
