"""
question: train_with
caught_by: steps

There are too few steps: the whole data set is one batch, and there is one step for each epoch.
Cut each epoch into minibatches of at most 100 samples.
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
    for _ in range(2):
        order = random.permutation(len(x))
        step(tf.constant(x[order]), tf.constant(y[order]))
    return model
