"""
question: train_cnn
caught_by: parameter budget

The dense layer behind the flattened image has almost all of the parameters, one for each place,
channel and unit. Pool further, or globally, before it.
"""


def train_cnn(x, y):
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Conv2D(16, 3, activation="relu"),
            keras.layers.MaxPooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(10),
        ]
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(0.003), loss)
    model.fit(x, y, batch_size=32, epochs=8, verbose=0)
    return model
