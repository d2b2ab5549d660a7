"""
question: CustomTrainingModel

Keras's own step.
"""


class CustomTrainingModel(keras.Model):
    def train_step(self, data):
        return super().train_step(data)
