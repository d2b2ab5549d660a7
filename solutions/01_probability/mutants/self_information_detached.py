"""
question: self_information
caught_by: gradient

The values are right, but they were computed by NumPy, which TensorFlow cannot differentiate. Use
`ops.log`.
"""


def self_information(p):
    return ops.convert_to_tensor(-np.log(np.asarray(p)))
