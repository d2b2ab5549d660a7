"""
question: L1Penalty
caught_by: values

Only the first axis is summed, so that there is a number for each column. A penalty is one number:
sum over all axes.
"""


@keras.saving.register_keras_serializable(package="course")
class L1Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return self.strength * ops.sum(ops.abs(weights), axis=0)
