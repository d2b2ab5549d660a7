"""
question: train_classifier
caught_by: digits

The inputs were shuffled and the labels were not, so that what is learnt has nothing to do with
the images. Shuffle pairs, or leave it to `fit`.
"""


def train_classifier(x, y, num_classes):
    x = np.random.default_rng(0).permutation(x)
    model = keras.Sequential(
        [
            keras.Input(x.shape[1:]),
            keras.layers.Dense(num_classes, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
    model.fit(x, y, batch_size=32, epochs=40, verbose=0)
    return model
