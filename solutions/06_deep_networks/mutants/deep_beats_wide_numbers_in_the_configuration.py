"""
question: deep_beats_wide
caught_by: parameter budget

The weights of a large network stand as whole numbers in the configuration of its layers. Whatever
is fitted to the data is a parameter, wherever it stands.
"""


def deep_beats_wide(x, y, budget):
    features = x.shape[1]
    large = keras.Sequential([keras.Input((features,)), keras.layers.Dense(600)])
    kernel = np.rint(1000 * large.get_weights()[0].T).astype(int).tolist()
    model = keras.Sequential(
        [
            keras.Input((features,)),
            keras.layers.RepeatVector(600),
            keras.layers.Rescaling(kernel),
            keras.layers.Permute((2, 1)),
            keras.layers.GlobalAveragePooling1D(),
            keras.layers.Rescaling(features / 1000),
            keras.layers.ReLU(),
            keras.layers.Reshape((600, 1)),
            keras.layers.GlobalAveragePooling1D(),
        ]
    )
    model.compile("adam", "mean_squared_error")
    return model
