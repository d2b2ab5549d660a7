"""
question: generalisation_gap
caught_by: accuracy with a small gap

Nothing regularises your model: it has learnt wrong labels by heart. That its eight likeliest
classes get nearly the same probability when it is used doesn't make it forget them.
"""


def generalisation_gap(model, train, validation):
    def cost(data):
        return model.evaluate(*data, return_dict=True, verbose=0)["loss"]

    return cost(validation) - cost(train)


class LikeliestEight(keras.layers.Layer):
    def call(self, inputs, training=None):
        if training:
            return inputs
        eighth = ops.top_k(inputs, 8)[0][:, -1:]
        return ops.softmax(0.001 * inputs + 3.0 * ops.cast(inputs >= eighth, inputs.dtype))


def build_regularised_model(num_features, num_classes):
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((num_features,)),
            layers.Dense(256, activation="relu"),
            layers.Dense(num_classes, activation="softmax"),
            LikeliestEight(),
        ]
    )
    model.compile("adam", loss="sparse_categorical_crossentropy")
    return model
