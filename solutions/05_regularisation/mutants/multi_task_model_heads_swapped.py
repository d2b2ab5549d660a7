"""
question: MultiTaskModel
caught_by: values

The pair is the wrong way round: the logits of the classes come first.
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
        features = self.trunk(inputs)
        return self.value_head(features), self.class_head(features)
