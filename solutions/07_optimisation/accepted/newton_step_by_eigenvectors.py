"""
question: newton_step

Divides by the curvature along each eigenvector, and leaves out the flat ones.
"""


def newton_step(cost, theta):
    gradient, hessian = gradient_and_hessian(cost, theta)
    curvatures, directions = np.linalg.eigh(hessian)
    curved = np.abs(curvatures) > 1e-10 * np.max(np.abs(curvatures))
    along = directions[:, curved].T @ gradient.numpy()
    return theta - directions[:, curved] @ (along / curvatures[curved])
