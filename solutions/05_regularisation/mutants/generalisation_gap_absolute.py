"""
question: generalisation_gap
caught_by: values

The sign is lost. A gap may be negative, where the validation data happen to be easier.
"""


def generalisation_gap(model, train, validation):
    def cost(data):
        return model.evaluate(*data, return_dict=True, verbose=0)["loss"]

    return abs(cost(validation) - cost(train))
