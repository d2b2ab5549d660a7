"""
question: L2Penalty
caught_by: values

This is 2λ times the sum of the weights, thus the sum of the slopes. Return the penalty itself;
TensorFlow differentiates it.
"""


@keras.saving.register_keras_serializable(package="course")
class L2Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return 2 * self.strength * ops.sum(weights)
