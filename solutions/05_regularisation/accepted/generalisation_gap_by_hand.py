"""
question: generalisation_gap

Predictions and the compiled loss, in one batch; dropout on the inputs and the hidden units.
"""


def generalisation_gap(model, train, validation):
    def cost(x, y):
        predictions = model(ops.convert_to_tensor(x), training=False)
        return float(np.mean(model.compute_loss(y=ops.convert_to_tensor(y), y_pred=predictions)))

    return cost(*validation) - cost(*train)


def build_regularised_model(num_features, num_classes):
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((num_features,)),
            layers.Dropout(0.3),
            layers.Dense(128, activation="relu"),
            layers.Dropout(0.7),
            layers.Dense(num_classes, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.Adam(1e-3), loss="sparse_categorical_crossentropy")
    return model
