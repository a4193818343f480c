"""What is published: the current run of a workspace, read-only, for the portal and other readers."""

from rajut.published.opening import Published, PublishedRun

__all__ = ["Published", "PublishedRun"]
