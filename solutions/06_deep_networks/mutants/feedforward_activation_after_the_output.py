"""
question: feedforward
caught_by: values

The activation is applied to the output too. The output layer is linear, or the network could not
answer with any number.
"""


def feedforward(input_size, hidden_sizes, output_size, activation):
    inputs = keras.Input((input_size,))
    x = inputs
    for size in [*hidden_sizes, output_size]:
        x = keras.layers.Dense(size, activation=activation)(x)
    return keras.Model(inputs, x)
