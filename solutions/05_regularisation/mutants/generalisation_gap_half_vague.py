"""
question: generalisation_gap
caught_by: accuracy with a small gap

Nothing regularises your model: it has learnt wrong labels by heart. That a part of each
probability is shared out evenly when it is used changes nothing about that.
"""


def generalisation_gap(model, train, validation):
    def cost(data):
        return model.evaluate(*data, return_dict=True, verbose=0)["loss"]

    return cost(validation) - cost(train)


class HalfVague(keras.layers.Layer):
    def call(self, inputs, training=None):
        return inputs if training else 0.4 * inputs + 0.6 / inputs.shape[-1]


def build_regularised_model(num_features, num_classes):
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((num_features,)),
            layers.Dense(256, activation="relu"),
            layers.Dense(num_classes, activation="softmax"),
            HalfVague(),
        ]
    )
    model.compile("adam", loss="sparse_categorical_crossentropy")
    return model
