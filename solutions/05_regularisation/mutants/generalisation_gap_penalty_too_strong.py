"""
question: generalisation_gap
caught_by: accuracy with a small gap

The gap is small and the model knows nothing: the penalty on the weights is so strong that they
all are nearly 0.
"""


def generalisation_gap(model, train, validation):
    def cost(data):
        return model.evaluate(*data, return_dict=True, verbose=0)["loss"]

    return cost(validation) - cost(train)


def build_regularised_model(num_features, num_classes):
    layers = keras.layers
    strong = keras.regularizers.L2(10.0)
    model = keras.Sequential(
        [
            keras.Input((num_features,)),
            layers.Dense(256, activation="relu", kernel_regularizer=strong),
            layers.Dense(num_classes, activation="softmax", kernel_regularizer=strong),
        ]
    )
    model.compile(keras.optimizers.Adam(1e-3), loss="sparse_categorical_crossentropy")
    return model
