"""
question: deep_beats_wide

Three hidden layers of hyperbolic tangents, whose widths are found by counting down.
"""


def deep_beats_wide(x, y, budget):
    width = budget
    while parameter_count([x.shape[1], width, width, width, 1]) > budget:
        width -= 1
    model = feedforward(x.shape[1], [width] * 3, 1, "tanh")

    steps = 50 * -(-len(x) // 100)
    rate = keras.optimizers.schedules.CosineDecay(0.01, steps)
    model.compile(keras.optimizers.Adam(rate), "mse", steps_per_execution=8)
    model.fit(x, y, batch_size=100, epochs=50, verbose=0)
    return model
