"""
question: deep_beats_wide
caught_by: error on unseen points

One wide hidden layer again, of smooth units. The trouble is the depth, not the shape of the
units.
"""


def deep_beats_wide(x, y, budget):
    inputs = keras.Input(x.shape[1:])
    units = (budget - 1) // (x.shape[1] + 2)
    hidden = keras.layers.Dense(units, activation="tanh")(inputs)
    model = keras.Model(inputs, keras.layers.Dense(1)(hidden))

    steps = 50 * -(-len(x) // 100)
    rate = keras.optimizers.schedules.CosineDecay(0.02, steps)
    model.compile(keras.optimizers.Adam(rate), "mse", steps_per_execution=8)
    model.fit(x, y, batch_size=100, epochs=50, verbose=0)
    return model
