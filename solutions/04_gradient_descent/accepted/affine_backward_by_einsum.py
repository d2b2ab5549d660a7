"""
question: affine_backward

With the sums written out as index notation.
"""


def affine_backward(x, weights, grad_output):
    return (
        ops.einsum("nu,fu->nf", grad_output, weights),
        ops.einsum("nf,nu->fu", x, grad_output),
        ops.einsum("nu->u", grad_output),
    )
