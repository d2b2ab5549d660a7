"""
question: generalisation_gap
caught_by: values

This is the ratio of the two costs. The gap is their difference.
"""


def generalisation_gap(model, train, validation):
    def cost(data):
        return model.evaluate(*data, return_dict=True, verbose=0)["loss"]

    return cost(validation) / cost(train)
