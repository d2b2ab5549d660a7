"""
question: L2Penalty

TensorFlow's half sum of squares, twice.
"""


@keras.saving.register_keras_serializable(package="course")
class L2Penalty(keras.regularizers.Regularizer):
    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        return 2 * self.strength * tf.nn.l2_loss(weights)
