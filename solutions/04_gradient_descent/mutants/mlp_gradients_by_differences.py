"""
question: mlp_gradients
caught_by: values

These are differences of costs. Beside the kink of a rectifier they mix two slopes, of a large cost
few digits are left, and each parameter needs two more costs: go back through the network instead.
"""


def mlp_gradients(parameters, x, y):
    values = [np.array(p, "float64") for p in parameters]

    def cost():
        hidden = np.maximum(np.array(x) @ values[0] + values[1], 0)
        return np.sum((hidden @ values[2] + values[3] - np.array(y)) ** 2) / len(x)

    gradients = []
    for parameter in values:
        slopes = np.zeros_like(parameter)
        for place in np.ndindex(parameter.shape):
            old = parameter[place]
            parameter[place] = old + 1e-4
            above = cost()
            parameter[place] = old - 1e-4
            slopes[place] = (above - cost()) / 2e-4
            parameter[place] = old
        gradients.append(ops.cast(slopes, x.dtype))
    return gradients
