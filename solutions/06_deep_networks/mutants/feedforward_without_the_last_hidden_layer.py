"""
question: feedforward
caught_by: sizes

One hidden layer is missing: the last of `hidden_sizes` was left out.
"""


def feedforward(input_size, hidden_sizes, output_size, activation):
    inputs = keras.Input((input_size,))
    x = inputs
    for size in hidden_sizes[:-1]:
        x = keras.layers.Dense(size, activation=activation)(x)
    return keras.Model(inputs, keras.layers.Dense(output_size)(x))
