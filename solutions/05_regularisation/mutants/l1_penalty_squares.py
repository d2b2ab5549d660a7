"""
question: L1Penalty
caught_by: values

The weights are squared; that is L2. L1 takes each weight's absolute value.
"""


@keras.saving.register_keras_serializable(package="course")
class L1Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return self.strength * ops.sum(ops.square(weights))
