"""Sentra, clusters and a home for every fashion business."""

from rajut.clustering.contradicting import refuse_contradictions
from rajut.clustering.forming import form

__all__ = ["form", "refuse_contradictions"]
