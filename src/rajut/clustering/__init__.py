"""Sentra, clusters and a home for every fashion business."""

from rajut.clustering.contradicting import refuse_contradictions
from rajut.clustering.forming import form
from rajut.clustering.placing import Newcomer, place
from rajut.clustering.settings import as_set, changed, form_as_set, parameters, read_settings

__all__ = ["Newcomer", "as_set", "changed", "form", "form_as_set", "parameters", "place", "read_settings", "refuse_contradictions"]
