# SPDX-License-Identifier: Apache-2.0
"""Measures of an order against which CVs are relevant. One row per post."""

import numpy as np

DEPTH = 10


def top(scores):
    return np.argsort(-scores, axis=1, kind="stable")[:, :DEPTH]


def precision(order, relevant):
    return np.take_along_axis(relevant, order, axis=1).mean(axis=1)


def ndcg(order, relevant):
    gains = np.take_along_axis(relevant, order, axis=1).astype(float)
    discounts = 1 / np.log2(np.arange(2, DEPTH + 2))
    ideal = np.array([discounts[: min(DEPTH, int(row.sum()))].sum() for row in relevant])
    return (gains * discounts).sum(axis=1) / ideal


def interval(differences, resamples=10000, seed=7):
    """95 % interval of the mean of paired differences, by bootstrap over posts."""
    random = np.random.default_rng(seed)
    picks = random.integers(0, len(differences), (resamples, len(differences)))
    return tuple(np.percentile(differences[picks].mean(axis=1), [2.5, 97.5]))
