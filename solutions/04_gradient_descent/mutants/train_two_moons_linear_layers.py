"""
question: train_two_moons
caught_by: moons

The hidden layers have no activation. A chain of linear layers is one linear layer.
"""


def train_two_moons(x, y):
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(16),
            keras.layers.Dense(16),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.02), loss="binary_crossentropy")
    model.fit(x, y, batch_size=100, epochs=40, verbose=0)
    return model
