"""Labels of people teach: what they say about some businesses changes the answers for others that are alike.

1. Lessons: the words of the definitions, and the texts of the businesses people labelled.
2. A coder (`coder.py`) learns them. Labelled texts are answered once by coders that saw no equal text, in five folds.
3. On those honest answers a mixture is fitted: logit P(fashion) = shift + scale * (words and code) + weight * (coder's margin),
   by logistic regression with normal priors around "the definitions are right" (0, 1, 0), so that labels of one corner of the
   market do not move the rest. It calibrates at the same time (Platt 1999, "Probabilistic outputs for support vector machines").
4. Line and role: log share + weight * (coder's margin over its second choice), for the coder's first choice.

With too few labels nothing is taught: the definitions alone answer. Undoing labels undoes what they taught, for nothing is kept
from run to run.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rajut import definitions
from rajut.classifying.words import FIELDS, groups

if TYPE_CHECKING:  # what learns is dear to load, and loaded only where people gave labels enough
    from rajut.classifying.coder import Coder

Numbers = npt.NDArray[np.float64]
TAUGHT = pa.schema(
    [
        pa.field("text", pa.string()),
        pa.field("taught_fashion", pa.float64()),
        pa.field("taught_word", pa.string()),
        pa.field("taught_segment", pa.string()),
        pa.field("taught_segment_margin", pa.float64()),
        pa.field("taught_role", pa.string()),
        pa.field("taught_role_margin", pa.float64()),
    ]
)


@dataclass(frozen=True)
class Label:
    """What a person said of a business with this text. `own`: what words and code say: log-odds, and log shares of lines and roles."""

    business_id: str
    text: str
    fashion: bool | None
    segment: str | None
    role: str | None
    own_fashion: float = 0.0
    own_segment: tuple[float, ...] = ()
    own_role: tuple[float, ...] = ()


@dataclass(frozen=True)
class Mixture:
    """How words and code (`scale`) and the coder's margin (`weight`) add up to log-odds."""

    shift: float
    scale: float
    weight: float

    def logit(self, own: float, margin: float) -> float:
        clip: float = definitions.load("teaching").content["clip"]
        return self.shift + self.scale * min(max(own, -clip), clip) + self.weight * margin


@dataclass(frozen=True)
class Choice:
    """A taught choice among several names: its coder, and what its margin weighs."""

    coder: Coder
    weight: float


@dataclass(frozen=True)
class Teacher:
    """Everything labels taught. Each question is null if it had too few labels."""

    labels: int
    fashion: Coder | None
    mixture: Mixture | None
    segment: Choice | None
    role: Choice | None

    def teach(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Texts (column `text`) in; a row of `TAUGHT` for each out."""
        texts = batch.column("text")
        nothing = pa.nulls(len(texts))
        fashion, word = (nothing, nothing)
        if self.fashion and self.mixture:
            margin = _margin(self.fashion, texts)
            heard = np.abs(self.mixture.weight * margin) >= definitions.load("teaching").content["word_from"]
            loudest = self.fashion.loudest(texts, self.fashion.classes.index("fashion"), margin)
            fashion, word = pa.array(margin), pa.compute.if_else(pa.array(heard), loudest, pa.scalar(None, pa.string()))
        columns = [texts, fashion, word, *_first_choice(self.segment, texts), *_first_choice(self.role, texts)]
        return pa.RecordBatch.from_arrays([column.cast(field.type) for column, field in zip(columns, TAUGHT, strict=True)], schema=TAUGHT)


def learn(labels: list[Label], segments: tuple[str, ...], roles: tuple[str, ...]) -> Teacher | None:
    """What the labels teach; null if they are too few for any question. Their order makes no difference."""
    labels = _thinned([label for label in labels if label.text])
    fashion, mixture = _learn_fashion([label for label in labels if label.fashion is not None])
    segment = _learn_choice("segment", [label for label in labels if label.segment], segments)
    role = _learn_choice("role", [label for label in labels if label.role], roles)
    return Teacher(len(labels), fashion, mixture, segment, role) if fashion or segment or role else None


def _learn_fashion(labels: list[Label]) -> tuple[Coder | None, Mixture | None]:
    content = definitions.load("teaching").content
    true = np.array([bool(label.fashion) for label in labels], dtype=bool)
    if len(labels) < content["least_labels"] or min(true.sum(), (~true).sum()) < content["least_of_each"]:
        return None, None
    answers = ["fashion" if label.fashion else "other" for label in labels]
    honest = np.zeros(len(labels))
    for unseen, coder in _folds("fashion", labels, answers):
        honest[unseen] = _margin(coder, pa.array([labels[i].text for i in unseen]))
    own = np.clip([label.own_fashion for label in labels], -content["clip"], content["clip"])
    return _coder("fashion", labels, answers), _mixed(own, honest, true)


def _mixed(own: Numbers, margin: Numbers, true: npt.NDArray[np.bool_]) -> Mixture:
    """The likeliest mixture of log-odds and margins (a column each), given the labels and the priors."""
    from scipy.optimize import minimize

    spread = np.array([definitions.load("teaching").content["prior_spread"][name] for name in ("shift", "scale", "weight")])
    centre, sign = np.array([0.0, 1.0, 0.0]), np.where(true, 1.0, -1.0)
    columns = np.column_stack([np.ones(len(own)), own, margin])

    def loss(mixture: Numbers) -> tuple[float, Numbers]:
        agreement = sign * (columns @ mixture)
        away = (mixture - centre) / spread
        slope = columns.T @ (-sign / (1.0 + np.exp(agreement)))
        return float(np.logaddexp(0.0, -agreement).sum() + (away**2).sum() / 2), slope + away / spread

    fitted = minimize(loss, centre, jac=True, method="L-BFGS-B", bounds=[(None, None), (0.0, None), (0.0, None)]).x
    return Mixture(*(round(float(part), 4) for part in fitted))


def _learn_choice(question: str, labels: list[Label], names: tuple[str, ...]) -> Choice | None:
    content = definitions.load("teaching").content
    answers = [str(getattr(label, question)) for label in labels]
    if len(labels) < content["least_labels"] or sum(answers.count(name) >= content["least_of_each"] for name in set(answers)) < 2:
        return None
    from scipy.optimize import minimize_scalar

    first, margin = np.zeros(len(labels), np.int64), np.zeros(len(labels))
    for unseen, coder in _folds(question, labels, answers):
        chosen, margin[unseen] = _chosen(coder, pa.array([labels[i].text for i in unseen]))
        first[unseen] = [names.index(coder.classes[place]) for place in chosen]
    own = np.array([getattr(label, f"own_{question}") for label in labels])
    true = np.array([names.index(answer) for answer in answers])
    rows = np.arange(len(labels))

    def loss(weight: float) -> float:
        logits = own.copy()
        logits[rows, first] += weight * margin
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return float(-np.log(np.maximum(powers[rows, true] / powers.sum(axis=1), 1e-12)).mean())

    weight = minimize_scalar(loss, bounds=(0.0, content["strongest"]), method="bounded").x
    return Choice(_coder(question, labels, answers), round(float(weight), 3))


def _folds(question: str, labels: list[Label], answers: list[str]) -> list[tuple[list[int], Coder]]:
    """Labels and a coder that learned from none of their texts; equal texts are in one fold."""
    folds = definitions.load("teaching").content["folds"]
    fold = [int(hashlib.sha256(label.text.encode()).hexdigest(), 16) % folds for label in labels]
    pairs = []
    for number in sorted(set(fold)):
        unseen = [i for i in range(len(labels)) if fold[i] == number]
        seen = [i for i in range(len(labels)) if fold[i] != number]
        pairs.append((unseen, _coder(question, [labels[i] for i in seen], [answers[i] for i in seen])))
    return pairs


def _coder(question: str, labels: list[Label], answers: list[str]) -> Coder:
    from rajut.classifying.coder import Coder

    content = definitions.load("teaching").content
    lessons = [*lessons_of(question), *((label.text, answer) for label, answer in zip(labels, answers, strict=True))]
    return Coder(letters=tuple(content["letters"]), cost=content["cost"]).fit([text for text, _ in lessons], [name for _, name in lessons])


def lessons_of(question: str) -> list[tuple[str, str]]:
    """The definitions' own words as labelled texts, for `fashion`, `segment` or `role`."""
    lesson = definitions.load("teaching").content["lesson"]
    read = [group for group in groups() if set(group.only) & set(FIELDS[:2])]
    if question == "fashion":
        told = [(group, "fashion" if group.fashion > 0 else "other") for group in read if _tells(group.fashion, lesson)]
    else:
        weights = [(group, getattr(group, question)) for group in read]
        told = [(group, max(own, key=lambda name: own[name])) for group, own in weights if own and max(own.values()) >= lesson[question]]
    return [(word, answer) for group, answer in told for word in group.words]


def _tells(weight: float, lesson: dict[str, float]) -> bool:
    return weight >= lesson["fashion"] or weight <= lesson["other"]


def _thinned(labels: list[Label]) -> list[Label]:
    """In order of id; if there are too many, an even sample of them that does not depend on anything else."""
    most = definitions.load("teaching").content["most_labels"]
    if len(labels) > most:
        labels = sorted(labels, key=lambda label: hashlib.sha256(label.business_id.encode()).hexdigest())[:most]
    return sorted(labels, key=lambda label: label.business_id)


def _margin(coder: Coder, texts: pa.Array) -> Numbers:
    scores = coder.scores(texts)
    place = coder.classes.index("fashion")
    return _stepped(scores[:, place] - scores[:, 1 - place])


def _chosen(coder: Coder, texts: pa.Array) -> tuple[npt.NDArray[np.int64], Numbers]:
    """The first choice, and its margin over the second."""
    scores = np.round(coder.scores(texts), 6)
    ordered = np.sort(scores, axis=1)
    return scores.argmax(axis=1), _stepped(ordered[:, -1] - ordered[:, -2])


def _stepped(margin: Numbers) -> Numbers:
    step = definitions.load("teaching").content["step"]
    stepped: Numbers = np.round(np.round(margin / step) * step, 6) + 0.0  # no minus nought
    return stepped


def _first_choice(choice: Choice | None, texts: pa.Array) -> tuple[Any, Any]:
    if choice is None:
        return pa.nulls(len(texts)), pa.nulls(len(texts))
    chosen, margin = _chosen(choice.coder, texts)
    weighed = np.round(margin * choice.weight, 6)
    return pa.array([choice.coder.classes[place] for place in chosen], pa.string()), pa.array(weighed)
