"""Takes secrets out of whatever leaves the server: by where they stand, by their shape, by value.

Lists of forbidden commands leak (see docs/agents.md). So nothing is trusted here: every answer,
message of progress and error passes through, whichever tool it comes from.
"""

import base64
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, unquote, urlsplit

HIDDEN = "[redacted]"
SHORTEST = 8
"""Characters of the shortest value that is looked for: shorter ones are words like any other."""
LAST_APPLIED = "last-applied-configuration"
SENSITIVE = re.compile(
    r"(?i)(passw(or)?d|secret|token|api[_-]?key|private[_-]?key|credential|database_url|dsn$)"
)
VARIABLE = re.compile(r"\b[A-Z][A-Z0-9_]{3,}\b")
SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*-----|\Z)", re.DOTALL),
        HIDDEN,
    ),
    (
        re.compile(r"\b([a-z][a-z0-9+.-]*://[^\s:/@\"']*):[^\s@/\"']+@", re.IGNORECASE),
        rf"\1:{HIDDEN}@",
    ),
    (re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}"), rf"\1 {HIDDEN}"),
    (re.compile(r"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*"), HIDDEN),
    (re.compile(r"\b(sk|ghp|gho|xox[bap])[-_][A-Za-z0-9_-]{16,}"), HIDDEN),
    (
        re.compile(r"(?i)\b(client-(key|certificate)-data)(\W+)[A-Za-z0-9+/=]{16,}"),
        rf"\1\3{HIDDEN}",
    ),
    (
        re.compile(
            r"\b([A-Z0-9_]*(?:PASSWORD|SECRET|TOKEN|API_KEY|PRIVATE_KEY|DATABASE_URL)[A-Z0-9_]*)"
            r"(\\?[\"']?\s*[:=]\s*\\?[\"']?)([^\s\"',;\\]+)"
        ),
        rf"\1\2{HIDDEN}",
    ),
    (re.compile(rf"[\w.\-/]*{LAST_APPLIED}.*"), f"{LAST_APPLIED}: {HIDDEN}"),
)


class Redactor:
    """Redacts text and JSON.

    Args:
        values: Secrets that are known; they are also found encoded as base64 or in a URL.
    """

    def __init__(self, values: Iterable[str] = ()) -> None:
        forms = {form for value in values for form in _forms(value)}
        # The longest first: a URL goes as a whole before the password in it does.
        self._values = sorted(forms, key=len, reverse=True)

    def text(self, text: str) -> str:
        """Return text without secrets."""
        for value in self._values:
            text = text.replace(value, HIDDEN)
        for shape, instead in SHAPES:
            text = shape.sub(instead, text)
        return text

    def json(self, value: Any) -> Any:  # noqa: ANN401 - JSON has no narrower type
        """Return a JSON value without secrets; its structure stays."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return self._object(value)
        if isinstance(value, (list, tuple)):
            return [self.json(one) for one in value]
        return value

    def _object(self, found: Mapping[str, Any]) -> dict[str, Any]:
        kept = {key: value for key, value in found.items() if LAST_APPLIED not in key}
        if kept.get("kind") == "Secret":
            kept |= {part: _hide(kept[part]) for part in ("data", "stringData") if part in kept}
        if "value" in kept and _names_secret(kept):
            kept["value"] = HIDDEN
        return {
            self.text(key): _hide(value) if _is_secret_setting(key, value) else self.json(value)
            for key, value in kept.items()
        }


def _names_secret(entry: Mapping[str, Any]) -> bool:
    """Tell whether a `{name, value}` of an environment, or evidence, is that of a secret."""
    named = entry.get("name") or entry.get("what")
    variables = VARIABLE.findall(named) if isinstance(named, str) else []
    return any(SENSITIVE.search(one) for one in variables)


def _is_secret_setting(key: str, value: object) -> bool:
    """Tell whether a key is a variable's or Helm value's name that promises a secret."""
    return isinstance(value, str) and bool(
        (VARIABLE.fullmatch(key) and SENSITIVE.search(key))
        or re.fullmatch(r"(?i)(.*passw(or)?d|api_?key|client_?secret|.*private_?key)", key)
    )


def _hide(value: Any) -> Any:  # noqa: ANN401 - the same
    if isinstance(value, Mapping):
        return dict.fromkeys(value, HIDDEN)
    return HIDDEN


def _forms(value: str) -> set[str]:
    """Return the ways in which a secret may be written, its URL's password included."""
    found = {value}
    if "://" in value and (password := urlsplit(value).password):
        found |= {password, unquote(password)}
    found |= {quote(one, safe="") for one in found} | {json.dumps(one)[1:-1] for one in found}
    found |= {base64.b64encode(one.encode()).decode() for one in found}
    return {one for one in found if len(one) >= SHORTEST}


def decoded(data: Mapping[str, str]) -> list[str]:
    """Return the values of a Secret's `data`; what is no text is left out."""
    found: list[str] = []
    for value in data.values():
        try:
            found.append(base64.b64decode(value).decode())
        except ValueError:  # binary: it cannot stand in text, but its base64 form can
            found.append(value)
    return found
