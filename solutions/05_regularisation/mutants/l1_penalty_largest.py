"""
question: L1Penalty
caught_by: values

Only the largest weight pays. In L1 every weight does.
"""


@keras.saving.register_keras_serializable(package="course")
class L1Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return self.strength * ops.max(ops.abs(weights))
