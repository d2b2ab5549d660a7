"""
question: L1Penalty
caught_by: values

A small number stands under the root to keep its gradient finite, so every weight that is 0 pays
the root of it. The absolute value needs no root, and its gradient is finite without help.
"""


@keras.saving.register_keras_serializable(package="course")
class L1Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return self.strength * ops.sum(ops.sqrt(ops.square(weights) + 1e-7))
