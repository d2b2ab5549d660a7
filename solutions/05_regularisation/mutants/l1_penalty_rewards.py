"""
question: L1Penalty
caught_by: values

The penalty is negative, so that training is rewarded for large weights. It has to be added to the
cost with a plus.
"""


@keras.saving.register_keras_serializable(package="course")
class L1Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return -self.strength * ops.sum(ops.abs(weights))
