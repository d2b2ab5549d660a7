"""
question: L1Penalty
caught_by: values

There is a price for each weight, but nobody has added them up. The penalty is one number for the
whole array.
"""


@keras.saving.register_keras_serializable(package="course")
class L1Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return self.strength * ops.abs(weights)
