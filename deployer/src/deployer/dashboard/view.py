"""What the page is told: flat, typed, and without anything that only a cluster could explain."""

from datetime import datetime
from enum import StrEnum

from deployer.frozen import Frozen
from deployer.results import Evidence


class Tone(StrEnum):
    """How something stands, as colour and mark show it."""

    GOOD = "good"
    BUSY = "busy"
    """On its way: starting, ending, rolling out."""
    BAD = "bad"
    IDLE = "idle"
    """Finished, scaled to nothing, or not known."""


class Amount(Frozen):
    """Processor and memory; None where nobody set or measured it."""

    cpu: int | None = None
    """Thousandths of a core."""
    memory: int | None = None
    """Bytes."""


class Instance(Frozen):
    """One pod or process of a resource."""

    name: str
    tone: Tone
    says: str
    """Such as `ready` or `CrashLoopBackOff`."""
    restarts: int = 0
    started: datetime | None = None
    image: str = ""
    node: str = ""
    use: Amount = Amount()


class Resource(Frozen):
    """One box of the graph."""

    id: str
    kind: str
    """Such as `Deployment`, `Job`, `Process`, `Endpoint` or `Client`."""
    tone: Tone
    says: str
    """One short line, such as `2 of 2 ready`."""
    column: int
    """Where it stands in the graph, counted from the left."""
    calls: tuple[str, ...] = ()
    """Ids of what it sends requests to."""
    instances: tuple[Instance, ...] = ()
    use: Amount = Amount()
    """Of all instances together, as are requests and limits."""
    requests: Amount = Amount()
    limits: Amount = Amount()


class Happening(Frozen):
    """One event of the cluster."""

    at: datetime | None
    """When it happened last."""
    warning: bool
    object: str
    """Kind and name."""
    reason: str
    message: str
    count: int = 1


class Fixing(Frozen):
    """What would mend a problem."""

    summary: str
    """What to do, in one imperative phrase."""
    command: str = ""
    """For a terminal; empty when there is nothing that a program can do."""
    risk: str = "safe"
    """`read`, `safe` or `destructive`."""
    automatic: bool = False
    """Whether the dashboard can apply it."""
    undo: str = ""


class Symptom(Frozen):
    """What would be well if its cause were."""

    object: str
    cause: str


class Problem(Frozen):
    """One root cause, with what shows it and what follows from it."""

    id: str
    """The rule and the object: the same as long as the problem is the same."""
    rule: str
    object: str
    """Kind and name."""
    name: str
    """The object's name alone: what is typed to consent to a destructive fix."""
    cause: str
    """One sentence without the object's name."""
    severity: str = "critical"
    """`critical`, `warning` or `info`."""
    confidence: str = "proof"
    """`proof`, `strong` or `weak`."""
    evidence: tuple[Evidence, ...] = ()
    also: tuple[str, ...] = ()
    """Other objects with just the same cause."""
    symptoms: tuple[Symptom, ...] = ()
    fix: Fixing | None = None


class Offer(Frozen):
    """What a fix would change, for a person to agree to."""

    id: str
    object: str
    name: str
    """The object's name alone."""
    risk: str
    """`safe` or `destructive`: for the second, the name must be typed."""
    summary: str
    difference: str
    """As the server worked it out: a unified diff, or its words."""
    undo: str


class Outcome(Frozen):
    """What became of a fix that was applied."""

    worked: bool
    """Whether the problem is gone and what it broke is well."""
    says: str
    undo: str


class State(Frozen):
    """Everything that may be different a moment later."""

    at: datetime
    resources: tuple[Resource, ...] = ()
    budget: Amount = Amount()
    """What all together may use: the namespace's quota."""
    budget_name: str = ""
    events: tuple[Happening, ...] = ()
    problems: tuple[Problem, ...] = ()
    blind_since: datetime | None = None
    """Since when the cluster does not answer; what is shown is what was seen before."""
    blind_why: str = ""


class Sample(Frozen):
    """What each resource used at one moment."""

    at: float
    """Seconds since the epoch."""
    use: dict[str, tuple[int, int]]
    """Resource to thousandths of a core and bytes."""


class Line(Frozen):
    """One line that a container wrote."""

    number: int
    at: str
    """RFC 3339, as the cluster stamped it; empty where nobody did."""
    resource: str
    instance: str
    text: str


class Step(Frozen):
    """One step of a deployment."""

    name: str
    start: float | None
    """Seconds after the deployment began; None where older receipts did not say."""
    seconds: float


class Receipt(Frozen):
    """What the last `todo up` left."""

    at: datetime
    summary: str
    status: str
    url: str
    cluster: str
    namespace: str
    seconds: float
    steps: tuple[Step, ...]
    images: tuple[Evidence, ...]
    releases: tuple[Evidence, ...]
    evidence: tuple[Evidence, ...]
    file: str


class About(Frozen):
    """What is being looked at."""

    title: str
    cluster: str
    namespace: str
    url: str | None = None
    """Where the app answers."""
    recorded: datetime | None = None
    """When it was recorded; None means that it is live."""
    can_fix: bool = False


class Whole(Frozen):
    """All that a page needs to begin with; a recording is just this, kept in a file."""

    format: str = "todo-dashboard/1"
    about: About
    state: State
    samples: tuple[Sample, ...] = ()
    lines: tuple[Line, ...] = ()
    receipt: Receipt | None = None
