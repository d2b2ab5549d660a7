"""
question: feedforward
caught_by: sizes

The hidden layers are in the opposite order. The first of `hidden_sizes` is next to the input.
"""


def feedforward(input_size, hidden_sizes, output_size, activation):
    inputs = keras.Input((input_size,))
    x = inputs
    for size in reversed(hidden_sizes):
        x = keras.layers.Dense(size, activation=activation)(x)
    return keras.Model(inputs, keras.layers.Dense(output_size)(x))
