"""
question: L1Penalty

Keras's own penalty, which calls its strength l1.
"""


@keras.saving.register_keras_serializable(package="course")
class L1Penalty(keras.regularizers.L1):
    def __init__(self, strength):
        super().__init__(l1=strength)

    def get_config(self):
        return {"strength": float(self.l1)}
