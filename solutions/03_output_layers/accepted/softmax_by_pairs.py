"""
question: softmax

From the pairwise differences: 1 / p_c is the sum over i of e^(z_i - z_c). A difference above 80
is cut to 80, where p_c is below 1e-34 either way.
"""


def softmax(logits):
    differences = logits[:, None, :] - logits[:, :, None]
    odds = ops.exp(ops.minimum(differences, 80.0))
    return 1 / ops.sum(odds, axis=-1)
