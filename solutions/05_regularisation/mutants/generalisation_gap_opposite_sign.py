"""
question: generalisation_gap
caught_by: values

The sign is wrong: a model that overfits has a positive gap, validation less training.
"""


def generalisation_gap(model, train, validation):
    def cost(data):
        return model.evaluate(*data, return_dict=True, verbose=0)["loss"]

    return cost(train) - cost(validation)
