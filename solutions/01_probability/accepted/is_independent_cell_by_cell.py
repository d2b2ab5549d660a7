"""
question: is_independent

Two loops that stop at the first cell that differs; a tensor as verdict.
"""


def is_independent(joint, tolerance):
    for row in range(joint.shape[0]):
        for column in range(joint.shape[1]):
            product = ops.sum(joint[row]) * ops.sum(joint[:, column])
            if ops.abs(joint[row, column] - product) > tolerance:
                return ops.convert_to_tensor(False)
    return ops.convert_to_tensor(True)
