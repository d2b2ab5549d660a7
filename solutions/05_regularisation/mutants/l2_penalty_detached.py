"""
question: L2Penalty
caught_by: gradient

The number is right, and training does not feel it: it was computed outside of TensorFlow (NumPy, a
float, `stop_gradient`), so that no gradient reaches the weights. Use `keras.ops`.
"""


@keras.saving.register_keras_serializable(package="course")
class L2Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        squares = np.square(ops.convert_to_numpy(weights)).sum()
        return ops.convert_to_tensor(self.strength * squares, dtype=weights.dtype)
