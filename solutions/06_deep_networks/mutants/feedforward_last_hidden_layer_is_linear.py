"""
question: feedforward
caught_by: values

The last hidden layer has no activation, and melts into the output layer. Only the output is
linear.
"""


def feedforward(input_size, hidden_sizes, output_size, activation):
    inputs = keras.Input((input_size,))
    x = inputs
    for size in hidden_sizes[:-1]:
        x = keras.layers.Dense(size, activation=activation)(x)
    for size in hidden_sizes[-1:]:
        x = keras.layers.Dense(size)(x)
    return keras.Model(inputs, keras.layers.Dense(output_size)(x))
