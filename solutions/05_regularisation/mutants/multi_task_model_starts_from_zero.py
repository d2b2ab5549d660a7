"""
question: MultiTaskModel
caught_by: one task helps the other

All kernels start at 0. Then the trunk gives 0 whatever the input, no gradient reaches it through
heads of 0, and only the biases ever learn. Leave the random start that `Dense` has by itself.
"""


@keras.saving.register_keras_serializable(package="course")
class MultiTaskModel(keras.Model):
    def __init__(self, units, num_classes, num_values, **kwargs):
        super().__init__(**kwargs)
        self.config = {"units": units, "num_classes": num_classes, "num_values": num_values}
        self.trunk = keras.layers.Dense(units, activation="tanh", kernel_initializer="zeros")
        self.class_head = keras.layers.Dense(num_classes, kernel_initializer="zeros")
        self.value_head = keras.layers.Dense(num_values, kernel_initializer="zeros")

    def get_config(self):
        return {**super().get_config(), **self.config}

    def call(self, inputs):
        features = self.trunk(inputs)
        return self.class_head(features), self.value_head(features)
