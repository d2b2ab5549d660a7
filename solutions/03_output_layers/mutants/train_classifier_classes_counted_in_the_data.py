"""
question: train_classifier
caught_by: honest probabilities

There are too few columns: the classes were counted in `y`, where some may not occur.
`num_classes` says how many there are.
"""


def train_classifier(x, y, num_classes):
    classes, y = np.unique(y, return_inverse=True)
    num_classes = len(classes)
    model = keras.Sequential(
        [
            keras.Input(x.shape[1:]),
            keras.layers.Dense(num_classes, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
    model.fit(x, y, batch_size=32, epochs=40, verbose=0)
    return model
