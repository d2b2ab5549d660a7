"""
question: MultiTaskModel
caught_by: one trunk

The values are computed from the input, past the trunk, which then learns from the classes alone.
"""


class MultiTaskModel(keras.Model):
    def __init__(self, units, num_classes, num_values, **kwargs):
        super().__init__(**kwargs)
        self.config = {"units": units, "num_classes": num_classes, "num_values": num_values}
        self.trunk = keras.layers.Dense(units, activation="tanh")
        self.class_head = keras.layers.Dense(num_classes)
        self.value_head = keras.layers.Dense(num_values)

    def get_config(self):
        return {**super().get_config(), **self.config}

    def call(self, inputs):
        return self.class_head(self.trunk(inputs)), self.value_head(inputs)
