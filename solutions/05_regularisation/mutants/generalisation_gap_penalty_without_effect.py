"""
question: generalisation_gap
caught_by: accuracy with a small gap

There is a regulariser, but it is so weak that it changes nothing. Make it stronger, ten times at
a time.
"""


def generalisation_gap(model, train, validation):
    def cost(data):
        return model.evaluate(*data, return_dict=True, verbose=0)["loss"]

    return cost(validation) - cost(train)


def build_regularised_model(num_features, num_classes):
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((num_features,)),
            layers.Dense(256, activation="relu", kernel_regularizer=keras.regularizers.L2(1e-6)),
            layers.Dense(256, activation="relu", kernel_regularizer=keras.regularizers.L2(1e-6)),
            layers.Dense(num_classes, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.Adam(1e-3), loss="sparse_categorical_crossentropy")
    return model
