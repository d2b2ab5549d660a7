"""
question: train_two_moons
caught_by: honest probabilities

The function returns logits, any real numbers. A sigmoid makes probabilities of them.
"""


def train_two_moons(x, y):
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(16, activation="tanh"),
            keras.layers.Dense(16, activation="tanh"),
            keras.layers.Dense(1),
        ]
    )
    model.compile(
        keras.optimizers.Adam(0.02), loss=keras.losses.BinaryCrossentropy(from_logits=True)
    )
    model.fit(x, y, batch_size=100, epochs=40, verbose=0)
    return model
