"""
question: L1Penalty
caught_by: values

The weights' sizes are averaged. The penalty is their sum: twice as many weights pay twice as much.
"""


@keras.saving.register_keras_serializable(package="course")
class L1Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return self.strength * ops.mean(ops.abs(weights))
