"""The plan of a published run as a whole: services, partners and the roadshow. Counts of clusters are whole: for the ministry."""

from __future__ import annotations

from typing import Any

from rajut.published.opening import PublishedRun


def requests_by_service(run: PublishedRun) -> list[dict[str, Any]]:
    """Per service: service, requests (clusters), assigned, unmet; the one with most unmet first."""
    return run.rows(
        """SELECT service, count(*) AS requests, count(*) FILTER (WHERE status = 'assigned') AS assigned,
                  count(*) FILTER (WHERE status <> 'assigned') AS unmet
           FROM assignments GROUP BY service ORDER BY unmet DESC, service"""
    )


def unmet_by_reason(run: PublishedRun) -> list[dict[str, Any]]:
    """Why requests are unmet: reason, requests; the most frequent first."""
    return run.rows(
        "SELECT reason, count(*) AS requests FROM assignments WHERE status <> 'assigned' GROUP BY reason ORDER BY requests DESC, reason"
    )


def partners(run: PublishedRun, first: int, limit: int) -> tuple[list[dict[str, Any]], int]:
    """Partners with what they are asked to do: name, kind, regency_code, capacity, used (both clusters a year), and how many there are.

    Those with most work come first.
    """
    rows = run.rows(
        """SELECT p.name, p.kind, p.regency_code, p.capacity, count(a.cluster_id) AS used
           FROM partners p LEFT JOIN assignments a ON a.partner_id = p.partner_id AND a.status = 'assigned'
           GROUP BY p.partner_id, p.name, p.kind, p.regency_code, p.capacity
           ORDER BY used DESC, p.name, p.partner_id LIMIT $limit OFFSET $first""",
        {"first": first, "limit": limit},
    )
    return rows, int(run.value("SELECT count(*) FROM partners") or 0)


def roadshow(run: PublishedRun) -> list[dict[str, Any]]:
    """The stops in their order: stop, regency_code, adds and covered (recorded businesses in reach), share of all placed ones."""
    return run.rows(
        """SELECT stop, regency_code, covered - coalesce(lag(covered) OVER (ORDER BY stop), 0) AS adds, covered, share
           FROM roadshow ORDER BY stop"""
    )
