"""
question: train_with
caught_by: steps

The caller's `x` was shuffled in place, and `y` was not: the pairs are torn apart, here and for
whoever uses the data next. Shuffle row numbers, not the data.
"""


def train_with(optimizer, x, y):
    model = keras.Sequential(
        [
            keras.Input(x.shape[1:]),
            keras.layers.Dense(64, activation="tanh"),
            keras.layers.Dense(1),
            keras.layers.Reshape(()),
        ]
    )
    optimizer.build(model.trainable_variables)

    @tf.function(reduce_retracing=True)
    def step(inputs, targets):
        with tf.GradientTape() as tape:
            cost = ops.mean(ops.square(model(inputs) - targets))
        gradients = tape.gradient(cost, model.trainable_weights)
        optimizer.apply_gradients(zip(gradients, model.trainable_weights, strict=True))

    random = np.random.default_rng(0)
    for _ in range(32):
        random.shuffle(x)
        for first in range(0, len(x), 32):
            step(tf.constant(x[first : first + 32]), tf.constant(y[first : first + 32]))
    return model
