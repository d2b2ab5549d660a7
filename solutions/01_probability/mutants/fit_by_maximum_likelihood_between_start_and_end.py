"""
question: fit_by_maximum_likelihood
caught_by: first steps

Mean and variance move on a straight line from the start to the closed form. Downhill is another
way: while the mean is far from the data, a larger variance makes them more likely.
"""


def fit_by_maximum_likelihood(x, steps, learning_rate):
    samples = np.array(x, "float64")
    done = 1 - (1 - learning_rate) ** steps
    return done * samples.mean(), 1 + done * (samples.var() - 1)
