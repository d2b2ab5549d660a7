"""
question: feedforward
caught_by: values

The hidden layers use the ReLU, whatever `activation` says.
"""


def feedforward(input_size, hidden_sizes, output_size, activation):
    inputs = keras.Input((input_size,))
    x = inputs
    for size in hidden_sizes:
        x = keras.layers.Dense(size, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(output_size)(x))
