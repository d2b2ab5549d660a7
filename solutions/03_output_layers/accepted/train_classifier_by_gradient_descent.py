"""
question: train_classifier

Gradient descent with momentum on all the data at once, its gradient written out in NumPy.
"""


def train_classifier(x, y, num_classes):
    def predict(inputs):
        logits = inputs @ weights + bias
        exponentials = np.exp(logits - logits.max(axis=1, keepdims=True))
        return exponentials / exponentials.sum(axis=1, keepdims=True)

    targets = np.eye(num_classes)[y]
    weights, bias = np.zeros((x.shape[1], num_classes)), np.zeros(num_classes)
    weights_step, bias_step = 0.0, 0.0
    for _ in range(600):
        error = (predict(x) - targets) / len(x)
        weights_step = 0.9 * weights_step + x.T @ error
        bias_step = 0.9 * bias_step + error.sum(axis=0)
        weights -= 0.2 * weights_step
        bias -= 0.2 * bias_step
    return predict
