"""
question: train_two_moons

Two layers with the gradients written out in NumPy, and momentum.
"""


def train_two_moons(x, y):
    random = np.random.default_rng(0)
    centre, scale = x.mean(axis=0), x.std()
    shapes = ((2, 24), (24,), (24, 1), (1,))
    theta = [
        random.normal(scale=spread, size=s)
        for s, spread in zip(shapes, (1.5, 1, 0.3, 0), strict=False)
    ]
    velocity = [np.zeros(shape) for shape in shapes]

    def forward(inputs):
        z = (inputs - centre) / scale
        hidden = np.tanh(z @ theta[0] + theta[1])
        return z, hidden, 1 / (1 + np.exp(-(hidden @ theta[2] + theta[3])))

    for _ in range(800):
        z, hidden, p = forward(x)
        error = (p - y[:, None]) / len(x)
        passed = error @ theta[2].T * (1 - hidden**2)
        gradients = [z.T @ passed, passed.sum(axis=0), hidden.T @ error, error.sum(axis=0)]
        for position, gradient in enumerate(gradients):
            velocity[position] = 0.9 * velocity[position] - 0.3 * gradient
            theta[position] = theta[position] + velocity[position]
    return lambda inputs: forward(inputs)[2][:, 0]
