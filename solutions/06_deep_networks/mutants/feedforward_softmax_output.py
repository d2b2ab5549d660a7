"""
question: feedforward
caught_by: values

The outputs went through a softmax. Here the output layer is linear.
"""


def feedforward(input_size, hidden_sizes, output_size, activation):
    inputs = keras.Input((input_size,))
    x = inputs
    for size in hidden_sizes:
        x = keras.layers.Dense(size, activation=activation)(x)
    return keras.Model(inputs, keras.layers.Dense(output_size, activation="softmax")(x))
