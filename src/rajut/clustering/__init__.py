"""Sentra, clusters and a home for every fashion business."""

from rajut.clustering.contradicting import refuse_contradictions
from rajut.clustering.forming import form
from rajut.clustering.placing import Newcomer, place

__all__ = ["Newcomer", "form", "place", "refuse_contradictions"]
