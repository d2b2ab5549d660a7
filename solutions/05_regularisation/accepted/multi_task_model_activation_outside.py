"""
question: MultiTaskModel

A linear trunk with the tanh in `call`, and the trunk computed twice with the same weights.
"""


class MultiTaskModel(keras.Model):
    def __init__(self, units, num_classes, num_values, **kwargs):
        super().__init__(**kwargs)
        self.config = {"units": units, "num_classes": num_classes, "num_values": num_values}
        self.trunk = keras.layers.Dense(units)
        self.class_head = keras.layers.Dense(num_classes)
        self.value_head = keras.layers.Dense(num_values)

    def get_config(self):
        return {**super().get_config(), **self.config}

    def call(self, inputs):
        logits = self.class_head(ops.tanh(self.trunk(inputs)))
        return [logits, self.value_head(ops.tanh(self.trunk(inputs)))]
