"""
question: generalisation_gap
caught_by: values

The gap is that of the share of mistakes. The text asks for the cost that the model was compiled
with.
"""


def generalisation_gap(model, train, validation):
    def mistakes(data):
        return np.mean(np.argmax(model.predict(data[0], verbose=0), axis=1) != data[1])

    return mistakes(validation) - mistakes(train)
