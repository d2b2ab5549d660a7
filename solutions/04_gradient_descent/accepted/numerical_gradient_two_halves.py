"""
question: numerical_gradient

The entry is changed in a copy and put back; the quotient uses the distance that rounding left.
"""


def numerical_gradient(function, theta, step):
    moved = theta.copy()
    gradient = np.empty_like(theta)
    iterator = np.nditer(theta, flags=["multi_index"])
    for entry in iterator:
        index = iterator.multi_index
        h = step * max(1, abs(entry.item()))
        moved[index] = entry + h
        right, value_right = float(moved[index]), function(moved)
        moved[index] = entry - h
        left, value_left = float(moved[index]), function(moved)
        moved[index] = entry
        gradient[index] = (value_right - value_left) / (right - left)
    return gradient
