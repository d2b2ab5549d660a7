"""
question: MultiTaskModel

The layers are built in `build`, and the matrix products are written out.
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
        hidden = ops.tanh(inputs @ self.trunk.kernel + self.trunk.bias)
        heads = self.class_head, self.value_head
        return tuple(hidden @ head.kernel + head.bias for head in heads)

    def build(self, input_shape):
        self.trunk.build(input_shape)
        for head in (self.class_head, self.value_head):
            head.build((None, self.config["units"]))
        self.built = True
