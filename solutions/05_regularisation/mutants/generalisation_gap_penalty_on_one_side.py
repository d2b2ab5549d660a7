"""
question: generalisation_gap
caught_by: metrics and penalties

The penalty is in one of the two costs only, and what is left is not a difference of like with
like.
"""


def generalisation_gap(model, train, validation):
    def cost(data):
        return model.evaluate(*data, return_dict=True, verbose=0)["loss"]

    return cost(validation) - cost(train) - float(sum(model.losses))
