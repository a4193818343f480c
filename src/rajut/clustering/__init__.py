"""Sentra, clusters and a home for every fashion business."""

from rajut.clustering.forming import form

__all__ = ["form"]
