"""
question: feedforward
caught_by: values

Only the first hidden layer has the activation. Each of them needs it.
"""


def feedforward(input_size, hidden_sizes, output_size, activation):
    inputs = keras.Input((input_size,))
    x = inputs
    for position, size in enumerate(hidden_sizes):
        x = keras.layers.Dense(size, activation=activation if position == 0 else None)(x)
    return keras.Model(inputs, keras.layers.Dense(output_size)(x))
