"""
question: L2Penalty

The inner product of the flattened weights with themselves.
"""


@keras.saving.register_keras_serializable(package="course")
class L2Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        flat = ops.reshape(weights, (-1,))
        return self.strength * ops.vdot(flat, flat)
