"""
question: train_cnn
caught_by: accuracy on unseen digits

The network hardly moved from where it started: too few steps, or too small ones. Look at whether
the training loss still falls when you stop.
"""


def train_cnn(x, y):
    def convolution(filters, window, **options):
        return [
            keras.layers.Conv2D(filters, window, padding="same", use_bias=False, **options),
            keras.layers.BatchNormalization(momentum=0.9),
            keras.layers.ReLU(),
        ]

    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.MaxPooling2D(2),
            *convolution(8, 3),
            keras.layers.MaxPooling2D(2),
            *convolution(16, 3),
            *convolution(20, 3),
            keras.layers.GlobalMaxPooling2D(),
            keras.layers.Dense(10),
        ]
    )
    num_steps = -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(1e-4, num_steps)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(rate), loss)
    model.fit(x, y, batch_size=32, epochs=1, verbose=0)
    return model
