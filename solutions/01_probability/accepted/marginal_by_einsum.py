"""
question: marginal

Named axes: all letters in, all but one out.
"""


def marginal(joint, axis):
    letters = "abcdef"[: len(joint.shape)]
    return ops.einsum(f"{letters}->{letters.replace(letters[axis], '')}", joint)
