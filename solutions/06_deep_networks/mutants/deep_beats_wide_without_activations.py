"""
question: deep_beats_wide
caught_by: error on unseen points

The hidden layers have no activation, so the deep network is a linear function, and the best of
these is nearly constant here.
"""


def deep_beats_wide(x, y, budget):
    width = 1
    while parameter_count([x.shape[1], *[width + 1] * 3, 1]) <= budget:
        width += 1
    model = feedforward(x.shape[1], [width] * 3, 1, None)

    steps = 50 * -(-len(x) // 100)
    rate = keras.optimizers.schedules.CosineDecay(0.01, steps)
    model.compile(keras.optimizers.Adam(rate), "mse", steps_per_execution=8)
    model.fit(x, y, batch_size=100, epochs=50, verbose=0)
    return model
