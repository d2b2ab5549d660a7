"""
question: MultiTaskModel
caught_by: values

The trunk cuts off at 0: its activation is ReLU, and the text asks for tanh.
"""


class MultiTaskModel(keras.Model):
    def __init__(self, units, num_classes, num_values, **kwargs):
        super().__init__(**kwargs)
        self.config = {"units": units, "num_classes": num_classes, "num_values": num_values}
        self.trunk = keras.layers.Dense(units, activation="relu")
        self.class_head = keras.layers.Dense(num_classes)
        self.value_head = keras.layers.Dense(num_values)

    def get_config(self):
        return {**super().get_config(), **self.config}

    def call(self, inputs):
        features = self.trunk(inputs)
        return self.class_head(features), self.value_head(features)
