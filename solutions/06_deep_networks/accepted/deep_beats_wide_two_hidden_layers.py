"""
question: deep_beats_wide

Two hidden layers of leaky ReLUs, sized by a formula, trained on smaller batches.
"""


def deep_beats_wide(x, y, budget):
    def network(width):
        return feedforward(x.shape[1], [width, width], 1, "leaky_relu")

    # width² + (features + 3) width + 1 parameters
    half = (x.shape[1] + 3) / 2
    model = network(int((half**2 + budget - 1) ** 0.5 - half))
    steps = 50 * -(-len(x) // 64)
    rate = keras.optimizers.schedules.CosineDecay(0.015, steps)
    model.compile(keras.optimizers.Adam(rate), "mean_squared_error", steps_per_execution=9)
    model.fit(x, y, batch_size=64, epochs=50, verbose=0)
    return model
