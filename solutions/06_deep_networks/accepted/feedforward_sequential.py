"""
question: feedforward

The same network as a list of layers.
"""


def feedforward(input_size, hidden_sizes, output_size, activation):
    layers = [keras.layers.Dense(size, activation) for size in hidden_sizes]
    return keras.Sequential([keras.Input((input_size,)), *layers, keras.layers.Dense(output_size)])
