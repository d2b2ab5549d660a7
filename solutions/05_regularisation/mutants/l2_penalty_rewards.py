"""
question: L2Penalty
caught_by: values

The sign is wrong: training would be paid for large weights. A penalty is added to the cost.
"""


@keras.saving.register_keras_serializable(package="course")
class L2Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return -self.strength * ops.sum(ops.square(weights))
