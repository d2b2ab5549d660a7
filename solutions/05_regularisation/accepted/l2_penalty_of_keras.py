"""
question: L2Penalty

Keras's own penalty, which calls its strength l2. It has no ½ either.
"""


@keras.saving.register_keras_serializable(package="course")
class L2Penalty(keras.regularizers.L2):
    def __init__(self, strength):
        super().__init__(l2=strength)

    def get_config(self):
        return {"strength": float(self.l2)}
