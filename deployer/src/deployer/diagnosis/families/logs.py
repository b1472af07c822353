"""What programs say before they fail: the lowest evidence, and often the only one.

Source: the words of PostgreSQL, libpq and psycopg, Node.js, Python, Alembic and the OpenAI client.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from deployer.diagnosis.families._crashing import is_no_matter, log_of
from deployer.diagnosis.finding import Confidence, Evidence, Finding, Fix, Rule
from deployer.diagnosis.patches import is_ours
from deployer.diagnosis.reading import all_containers, short
from deployer.diagnosis.snapshot import Snapshot
from deployer.diagnosis.starting import is_starting


class Words(NamedTuple):
    """Words of a program; `{…}` in the texts are groups of the pattern."""

    rule: str
    pattern: re.Pattern[str]
    cause: str
    advice: str
    ours: str = ""
    """The advice for the app of this project, when it is another."""
    confidence: Confidence = "strong"


def _words(
    rule: str,
    pattern: str,
    cause: str,
    advice: str,
    *,
    ours: str = "",
    confidence: Confidence = "strong",
) -> Words:
    return Words(rule, re.compile(pattern), cause, advice, ours, confidence)


TABLE = (
    _words(
        "log.database-password",
        r'password authentication failed for user "?(?P<user>[^"\s\\]+)',
        "the database does not accept the password of user {user}; a changed Secret does not change"
        " the password of a database that is there already",
        "put the old password back, or change it in the database: ALTER USER {user} PASSWORD '…'",
        ours="check DATABASE_URL in .env, then run ./todo up",
    ),
    _words(
        "log.database-missing",
        r'database \\?"(?P<name>[^"\\]+)\\?" does not exist',
        "the database {name} does not exist on that server",
        "create it, or correct the name in the connection's URL",
        ours="check the name of the database in DATABASE_URL in .env, then run ./todo up",
    ),
    _words(
        "log.role-missing",
        r'role \\?"(?P<name>[^"\\]+)\\?" does not exist',
        "the database knows no user {name}",
        "create the user, or correct it in the connection's URL",
        ours="check the user in DATABASE_URL in .env, then run ./todo up",
    ),
    _words(
        "log.revision-unknown",
        r"Can't locate revision identified by '(?P<name>[^']+)'",
        "the database is at revision {name}, which this image does not know: the image is older"
        " than the schema",
        "run the image that made that revision, or a newer one",
        ours="deploy the newer code again: ./todo up",
    ),
    _words(
        "log.schema-missing",
        r'relation \\?"(?P<name>[^"\\]+)\\?" does not exist',
        "the table {name} does not exist: the migration did not run on this database",
        "run the migration, then start it again",
        ours="run ./todo up, which runs the migration",
    ),
    _words(
        "log.too-many-connections",
        r"sorry, too many clients already|remaining connection slots are reserved",
        "the database has no connection left: all pods' pools together are larger than its"
        " max_connections",
        "lower the pool, or the number of pods, or raise max_connections",
    ),
    _words(
        "log.no-superuser-password",
        r"Superuser password is not specified",
        "PostgreSQL starts on an empty folder and is given no POSTGRES_PASSWORD",
        "set POSTGRES_PASSWORD from a Secret",
    ),
    _words(
        "log.model-key",
        r"api_key client option must be set|invalid_api_key|Incorrect API key"
        r"|No auth credentials found|Error code: 401",
        "the provider of models gets no key, or one that it does not accept",
        "correct the key in its Secret",
        ours="correct OPENROUTER_API_KEY in .env, then run ./todo up",
    ),
    _words(
        "log.model-credit",
        r"Error code: 402|Insufficient credits|insufficient_quota",
        "the credit at the provider of models is used up",
        "add credit, or use another key",
    ),
    _words(
        "log.port-in-use",
        r"EADDRINUSE|[Aa]ddress already in use|\[Errno 98\]",
        "its port is taken: another process of the same pod, or of the node, listens there",
        "give the two containers different ports",
    ),
    _words(
        "log.port-denied",
        r"bind: permission denied|EACCES: permission denied [\d.:\[\]]*:(?P<port>\d{1,4})\b"
        r"|\[Errno 13\] [^\n]*(?:bind|address|port)|bind\(\) to \S+ failed \(13: Permission"
        r" denied\)",
        "it may not listen at its port: below 1024 only root may",
        "let it listen at a port from 1024 on; the Service can keep its own",
    ),
    _words(
        "log.module-missing",
        r"(?:ModuleNotFoundError: No module named|Cannot find module) ['\"](?P<name>[^'\"]+)",
        "its image lacks the module {name}",
        "add it to the dependencies and build the image again",
        ours="add it to the dependencies, then run ./todo up",
    ),
    _words(
        "log.tls-mismatch",
        r"wrong version number|server gave HTTP response to HTTPS client|EPROTO [^\n]*SSL",
        "it speaks TLS to something that does not (https:// where http:// is right, or sslmode)",
        "correct the scheme, or sslmode, in the address",
    ),
    _words(
        "log.connection-refused",
        r'connection to server at "(?P<host>[^"]+)"[^\n]*?port (?P<port>\d+) failed: Connection'
        r" refused",
        "nothing listens at {host} port {port}",
        "start what should, or correct the address",
        confidence="weak",
    ),
    _words(
        "log.connection-refused",
        r"(?:ECONNREFUSED|connection refused|Connection"
        r" refused)[^\n]*?(?P<host>[\w.-]+):(?P<port>\d+)|dial tcp (?P<h>[\w.:-]+?):(?P<p>\d+):"
        r" connect: connection refused",
        "nothing listens at {host}{h} port {port}{p}",
        "start what should, or correct the address",
        confidence="weak",
    ),
    _words(
        "log.connection-timeout",
        r'connection to server at "(?P<host>[^"]+)"[^\n]*?(?:timeout expired|timed out)'
        r"|ETIMEDOUT (?P<h>[\w.:-]+)|dial tcp (?P<i>[\w.:-]+): i/o timeout",
        "{host}{h}{i} does not answer: packets get lost on the way (a NetworkPolicy, a firewall)",
        "check the address, and what may come between",
        confidence="weak",
    ),
)
"""The first match of a log counts: what explains most stands above the rest."""


def says_why(snapshot: Snapshot) -> Iterator[Finding]:
    """Find containers that are not well, and whose last words say why."""
    for one in all_containers(snapshot):
        log = log_of(snapshot, one)
        if (
            not log
            or one.ready
            or is_no_matter(snapshot, one.pod)
            or is_starting(snapshot, one.pod)
        ):
            continue
        for words in TABLE:
            found = words.pattern.search(log)
            if found is None:
                continue
            named = {name: text or "" for name, text in found.groupdict().items()}
            advice = words.ours if words.ours and is_ours(one.pod) else words.advice
            yield Finding(
                rule=words.rule,
                object=snapshot.ref(one.pod, one.name),
                cause=words.cause.format(**named),
                evidence=(Evidence(what="log", value=_line(log, found)),),
                confidence=words.confidence,
                fix=Fix(summary=advice.format(**named)),
                patience=None,
            )
            break


def _line(log: str, found: re.Match[str]) -> str:
    """Return the line in which the words stand."""
    start = log.rfind("\n", 0, found.start()) + 1
    end = log.find("\n", found.end())
    return short(log[start : end if end >= 0 else None])


RULES: tuple[Rule, ...] = (says_why,)
