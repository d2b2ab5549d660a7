"""
question: L1Penalty
caught_by: gradient

The value is right, but no gradient reaches the weights: on the way the numbers left TensorFlow (a
NumPy array, a float, `stop_gradient`), so training never feels the penalty. Compute with
`keras.ops` alone.
"""


@keras.saving.register_keras_serializable(package="course")
class L1Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        size = np.abs(ops.convert_to_numpy(weights)).sum()
        return ops.convert_to_tensor(self.strength * size, dtype=weights.dtype)
