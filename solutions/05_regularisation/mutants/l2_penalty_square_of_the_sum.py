"""
question: L2Penalty
caught_by: values

The weights are summed first and then squared, so that weights of different signs pay for each
other. Square each one first.
"""


@keras.saving.register_keras_serializable(package="course")
class L2Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return self.strength * ops.square(ops.sum(weights))
