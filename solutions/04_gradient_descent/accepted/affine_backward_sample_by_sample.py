"""
question: affine_backward

Outer products of each sample's input and gradient, accumulated in a loop, in NumPy.
"""


def affine_backward(x, weights, grad_output):
    x, weights, grad_output = np.array(x), np.array(weights), np.array(grad_output)
    grad_x = np.zeros_like(x)
    grad_weights, grad_bias = np.zeros_like(weights), np.zeros_like(grad_output[0])
    for n in range(len(x)):
        grad_x[n] = weights @ grad_output[n]
        grad_weights += np.outer(x[n], grad_output[n])
        grad_bias += grad_output[n]
    return [grad_x, grad_weights, grad_bias]
