"""A program says that it does not get to its database. Source: words of psycopg and PostgreSQL."""

import re
from collections.abc import Iterator

from deployer.diagnosis.families._crashing import failing, log_of, logged
from deployer.diagnosis.families._words import ends
from deployer.diagnosis.finding import Finding, Fix, Rule
from deployer.diagnosis.patches import is_ours
from deployer.diagnosis.reading import phase
from deployer.diagnosis.snapshot import Snapshot

KNOWN = (
    (r"password authentication failed", "the database refuses the password in DATABASE_URL"),
    (
        r"could not translate host name|Name or service not known|getaddrinfo|resolve host",
        "the host in DATABASE_URL is not known in the cluster",
    ),
    (
        r"connection refused|Connection refused|timeout expired|could not connect|OperationalError",
        "the database in DATABASE_URL does not answer",
    ),
    (r'database "[^"]+" does not exist', "the database that DATABASE_URL names does not exist"),
)
"""What is said, and what that means; the first match counts."""


def database_is_missed(snapshot: Snapshot) -> Iterator[Finding]:
    """Find programs of ours that crash because they miss their database."""
    for one, _, severity in failing(snapshot):
        log = log_of(snapshot, one)
        meaning = next((text for pattern, text in KNOWN if re.search(pattern, log)), "")
        if meaning and is_ours(one.pod):
            yield Finding(
                rule="crash.database",
                object=snapshot.ref(one.pod, one.name),
                cause=meaning,
                fix=Fix(summary="check DATABASE_URL in .env"),
                confidence="strong",
                evidence=(*ends(one), *logged(log)),
                severity=severity,
                # A job is tried again by itself; helm tells when it gives up.
                patience=None if phase(one.pod) == "Failed" else 0.0,
            )


RULES: tuple[Rule, ...] = (database_is_missed,)
