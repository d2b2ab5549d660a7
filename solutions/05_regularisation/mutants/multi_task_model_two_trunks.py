"""
question: MultiTaskModel
caught_by: one trunk

Each head has a trunk of its own: two networks side by side, and neither learns from the other's
task. Both heads read the same layer.
"""


class MultiTaskModel(keras.Model):
    def __init__(self, units, num_classes, num_values, **kwargs):
        super().__init__(**kwargs)
        self.config = {"units": units, "num_classes": num_classes, "num_values": num_values}
        self.trunk = keras.layers.Dense(units, activation="tanh")
        self.class_head = keras.layers.Dense(num_classes)
        self.value_head = keras.layers.Dense(num_values)
        self.second_trunk = keras.layers.Dense(units, activation="tanh")

    def get_config(self):
        return {**super().get_config(), **self.config}

    def call(self, inputs):
        return self.class_head(self.trunk(inputs)), self.value_head(self.second_trunk(inputs))
