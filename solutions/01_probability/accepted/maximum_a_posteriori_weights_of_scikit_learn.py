"""
question: maximum_a_posteriori_weights

Ridge regression by scikit-learn, λ = α / β.
"""


def maximum_a_posteriori_weights(x, y, prior_precision, noise_precision):
    from sklearn.linear_model import Ridge

    ridge = Ridge(alpha=prior_precision / noise_precision, fit_intercept=False)
    return ridge.fit(np.asarray(x), np.asarray(y)).coef_
