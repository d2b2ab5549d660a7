"""
question: generalisation_gap

The first number of `evaluate`; noise before and after a smaller hidden layer.
"""


def generalisation_gap(model, train, validation):
    before, after = (np.ravel(model.evaluate(*pair, verbose=0))[0] for pair in (train, validation))
    return after - before


def build_regularised_model(num_features, num_classes):
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((num_features,)),
            layers.GaussianNoise(0.5),
            layers.Dense(64, activation="relu"),
            layers.GaussianNoise(0.5),
            layers.Dense(num_classes, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.Adam(1e-3), loss="sparse_categorical_crossentropy")
    return model
