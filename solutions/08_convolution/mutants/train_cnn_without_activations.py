"""
question: train_cnn
caught_by: accuracy on unseen digits

There is no activation between the convolutions, and a convolution of a convolution is only another
convolution. Put a ReLU behind each.
"""


def train_cnn(x, y):
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Conv2D(8, 3, strides=2),
            keras.layers.Conv2D(16, 3, strides=2),
            keras.layers.Conv2D(16, 3),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(10),
        ]
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(0.003), loss)
    model.fit(x, y, batch_size=32, epochs=8, verbose=0)
    return model
