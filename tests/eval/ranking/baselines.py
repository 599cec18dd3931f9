# SPDX-License-Identifier: Apache-2.0
"""The orders that Utvalg's is compared with: what somebody would build in an afternoon, on the same model, and resume-matcher."""

import collections
import hashlib
import math
import pathlib
import re
import subprocess

import bm25s
import numpy as np
import Stemmer

PASSAGE = 480  # Characters, as services/embed/core/passages.h.
SENTENCE = 300


def text_of(path):
    """Text of a CV as pdftotext reads it."""
    if path.suffix == ".pdf":
        return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode(
            "utf-8", "replace"
        )
    return path.read_text(encoding="utf-8")


def lines_of(text):
    lines = (" ".join(line.split()).strip(" *•-") for line in text.splitlines())
    return [line for line in lines if re.search(r"\w", line)]


def passages_of(text, limit=PASSAGE):
    """Lines packed together up to the limit; longer ones are cut between sentences or words."""
    passages = []
    for line in lines_of(text):
        while len(line) > limit:
            cut = max(line.rfind(". ", 0, limit) + 1, 0) or line.rfind(" ", 0, limit)
            cut = cut if cut > 0 else limit
            passages.append(line[:cut].strip())
            line = line[cut:].strip()
        if passages and len(passages[-1]) + 1 + len(line) <= limit:
            passages[-1] += " " + line
        else:
            passages.append(line)
    return [passage for passage in passages if passage]


def sentences_of(text):
    sentences = (part for line in lines_of(text) for part in re.split(r"(?<=[.!?])\s+", line))
    return [part[:SENTENCE] for part in sentences if re.search(r"\w", part)]


class Embedder:
    """Vectors of embed-dump, kept in a folder: a text is embedded once."""

    def __init__(self, program, model, cache):
        self.program, self.model, self.cache = program, model, pathlib.Path(cache)
        self.cache.mkdir(parents=True, exist_ok=True)

    def __call__(self, texts, role):
        lines = "".join(" ".join(text.split()) + "\n" for text in texts).encode()
        manifest = (pathlib.Path(self.model) / "manifest.json").read_bytes()
        place = self.cache / (hashlib.sha256(manifest + role.encode() + lines).hexdigest() + ".npy")
        if not place.exists():
            done = subprocess.run([self.program, self.model, role], input=lines, stdout=subprocess.PIPE, check=True)
            np.save(place, np.frombuffer(done.stdout, np.int8).reshape(len(texts), -1))
        return unit(np.load(place).astype(np.float32))


def unit(rows):
    return rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)


def bm25(posts, cvs, language):
    stemmer = Stemmer.Stemmer(language)
    stopwords = "en" if language == "english" else []
    index = bm25s.BM25()
    index.index(bm25s.tokenize(cvs, stopwords=stopwords, stemmer=stemmer, show_progress=False), show_progress=False)
    queries = bm25s.tokenize(posts, stopwords=stopwords, stemmer=stemmer, show_progress=False, return_ids=False)
    return np.array([index.get_scores(query) for query in queries])


def resume_matcher(posts, cvs):
    """What resume-matcher 0.2 (PyPI) computes of two DOCX: the cosine of their counts of words of two letters and more."""
    def counts(text):
        return collections.Counter(re.findall(r"\b\w\w+\b", text.lower()))

    def cosine(a, b):
        length = math.sqrt(sum(n * n for n in a.values()) * sum(n * n for n in b.values()))
        return sum(n * b[word] for word, n in a.items()) / length if length else 0.0

    counted = [counts(text) for text in cvs]
    return np.array([[cosine(counts(post), own) for own in counted] for post in posts])


def scores(posts, cvs, embed, language="english"):
    """Name -> matrix of posts x CVs, both given as texts."""
    passages = [passages_of(text) or ["-"] for text in cvs]
    ends = np.cumsum([len(own) for own in passages])
    rows = np.split(embed([passage for own in passages for passage in own], "passage"), ends[:-1])
    sentences = [sentences_of(text) for text in posts]
    cuts = np.cumsum([len(own) for own in sentences])
    asked = np.split(embed([sentence for own in sentences for sentence in own], "query"), cuts[:-1])
    whole = embed(posts, "query")
    means = unit(np.array([own.mean(axis=0) for own in rows]))
    return {
        "resume-matcher 0.2": resume_matcher(posts, cvs),
        "BM25": bm25(posts, cvs, language),
        "whole post × mean of passages": whole @ means.T,
        "the same, centred": unit(whole - whole.mean(axis=0)) @ unit(means - means.mean(axis=0)).T,
        "best passage per sentence": np.array([[(a @ own.T).max(axis=1).mean() for own in rows] for a in asked]),
    }
