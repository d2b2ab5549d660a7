"""
question: L1Penalty
caught_by: values

The absolute value is taken of the sum, when the weights have already cancelled each other. Take it
of each weight first.
"""


@keras.saving.register_keras_serializable(package="course")
class L1Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return self.strength * ops.abs(ops.sum(weights))
