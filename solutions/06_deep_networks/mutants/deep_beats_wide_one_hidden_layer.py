"""
question: deep_beats_wide
caught_by: error on unseen points

The whole budget went into one wide hidden layer. It lays its corners side by side and runs out of
them; a further layer would fold what is there.
"""


def deep_beats_wide(x, y, budget):
    inputs = keras.Input(x.shape[1:])
    units = (budget - 1) // (x.shape[1] + 2)
    hidden = keras.layers.Dense(units, activation="relu")(inputs)
    model = keras.Model(inputs, keras.layers.Dense(1)(hidden))

    steps = 50 * -(-len(x) // 100)
    rate = keras.optimizers.schedules.CosineDecay(0.01, steps)
    model.compile(keras.optimizers.Adam(rate), "mse", steps_per_execution=8)
    model.fit(x, y, batch_size=100, epochs=50, verbose=0)
    return model
