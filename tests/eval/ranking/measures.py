# SPDX-License-Identifier: Apache-2.0
"""Measures of an order against which CVs are relevant. One row per post."""

import numpy as np

DEPTH = 10


def top(scores):
    return np.argsort(-scores, axis=1, kind="stable")[:, :DEPTH]


def precision(order, relevant):
    return np.take_along_axis(relevant, order[:, :DEPTH], axis=1).mean(axis=1)


def ndcg(order, relevant):
    gains = np.take_along_axis(relevant, order[:, :DEPTH], axis=1).astype(float)
    discounts = 1 / np.log2(np.arange(2, DEPTH + 2))
    ideal = np.array([discounts[: min(DEPTH, int(row.sum()))].sum() for row in relevant])
    return (gains * discounts).sum(axis=1) / ideal


def reciprocal_rank(order, relevant):
    """1 / place of the first relevant one; `order` is whole."""
    return 1 / (1 + np.take_along_axis(relevant, order, axis=1).argmax(axis=1))


def pairwise(scores, relevant):
    """Share of (relevant, other) pairs in the right order, equal scores half: what recruiters' pairs would ask."""
    shares = []
    for row, truth in zip(scores, relevant):
        difference = row[truth][:, None] - row[~truth][None, :]
        shares.append((difference > 0).mean() + (difference == 0).mean() / 2)
    return np.array(shares)


def calibration(scores, relevant, bins=10):
    """Expected calibration error, and per bin: count, mean score, share of relevant ones."""
    scores, relevant = np.ravel(scores), np.ravel(relevant).astype(float)
    place = np.minimum((scores * bins).astype(int), bins - 1)
    rows = [(int((place == b).sum()), scores[place == b].mean(), relevant[place == b].mean())
            for b in range(bins) if (place == b).any()]
    return sum(count * abs(score - share) for count, score, share in rows) / len(scores), rows


def kendall(a, b):
    """Tau-b of two lists of scores."""
    upper = np.triu_indices(len(a), 1)
    x, y = (np.sign(np.subtract.outer(values, values))[upper] for values in (a, b))
    untied = np.sqrt(float((x != 0).sum()) * (y != 0).sum())
    return (x * y).sum() / untied if untied else 1.0


def banded(scores, band):
    """The bands in which scores are shown as equal, as services/rank/core/order.cc draws them."""
    return np.rint(np.asarray(scores) * 1e6).astype(np.int64) // (int(round(band * 1e6)) + 1)


def interval(differences, resamples=10000, seed=7):
    """95 % interval of the mean of paired differences, by bootstrap over posts."""
    random = np.random.default_rng(seed)
    picks = random.integers(0, len(differences), (resamples, len(differences)))
    return tuple(np.percentile(differences[picks].mean(axis=1), [2.5, 97.5]))
