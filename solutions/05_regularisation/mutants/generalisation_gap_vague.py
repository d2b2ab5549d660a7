"""
question: generalisation_gap
caught_by: accuracy with a small gap

Your model has learnt the wrong labels by heart, and says everything vaguely when it is used. That
regularises nothing: which class it finds likelier is as wrong as before.
"""


def generalisation_gap(model, train, validation):
    def cost(data):
        return model.evaluate(*data, return_dict=True, verbose=0)["loss"]

    return cost(validation) - cost(train)


class Vague(keras.layers.Layer):
    def call(self, inputs, training=None):
        return inputs if training else 0.001 * inputs + 0.999 / inputs.shape[-1]


def build_regularised_model(num_features, num_classes):
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((num_features,)),
            layers.Dense(256, activation="relu"),
            layers.Dense(num_classes, activation="softmax"),
            Vague(),
        ]
    )
    model.compile("adam", loss="sparse_categorical_crossentropy")
    return model
