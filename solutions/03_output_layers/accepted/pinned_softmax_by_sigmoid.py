"""
question: pinned_softmax

Two steps: a sigmoid decides between class 0 and the others, and a softmax among the others.
"""


def pinned_softmax(free_logits):
    others = ops.logsumexp(free_logits, axis=-1, keepdims=True)
    among_others = ops.softmax(free_logits, axis=-1)
    return ops.concatenate([ops.sigmoid(-others), ops.sigmoid(others) * among_others], axis=-1)
