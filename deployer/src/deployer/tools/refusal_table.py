"""The words of refusals, and what they mean."""

from typing import NamedTuple


class Known(NamedTuple):
    """One kind of refusal.

    `{…}` in its texts stands for a group of its pattern, for `release` or for `namespace`.
    """

    rule: str
    pattern: str
    why: str
    cure: str
    destructive: bool = False


_CLUSTER = (
    Known(
        "client.certificate",
        r"x509: certificate has expired or is not yet valid",
        "a certificate of the cluster or of the kubeconfig has expired, or this machine's clock is"
        " wrong",
        "set the clock; if it is right, renew the kubeconfig, or: ./todo up",
    ),
    Known(
        "client.authority",
        r"x509: certificate signed by unknown authority|x509: certificate is valid for",
        "the certificate of what answers does not fit the kubeconfig, which is perhaps of another"
        " cluster",
        "fetch the kubeconfig anew   (kubectl config get-contexts shows those that there are)",
    ),
    Known(
        "client.context",
        r'context was not found for specified context: (?P<name>\S+)|context "(?P<other>[^"]+)"'
        r" does not exist",
        "the kubeconfig has no context {name}{other}",
        "kubectl config get-contexts",
    ),
    Known(
        "client.unauthorized",
        r"You must be logged in to the server|asked for the client to provide credentials",
        "the cluster does not accept the kubeconfig's credentials",
        "log in to the cluster again   (kubectl config current-context shows which one)",
    ),
    Known(
        "client.no-kubeconfig",
        r"localhost:8080 was refused|:8080[^\n]*connect: connection refused",
        "there is no kubeconfig: the program looked for a cluster at localhost:8080",
        "./todo up   (or set KUBECONFIG)",
    ),
    Known(
        "client.unreachable",
        r"The connection to the server (?P<server>\S+) was refused|[Cc]luster unreachable"
        r"|Unable to connect to the server",
        "the cluster does not answer: it is stopped, or the context leads elsewhere",
        "./todo up   (kubectl config current-context shows which cluster is meant)",
    ),
)
_HELM = (
    Known(
        "helm.pending",
        r"another operation \(install/upgrade/rollback\) is in progress",
        "the release is locked: another helm works on it, or one died while it did",
        "helm rollback {release} -n {namespace}, once no helm runs   (helm uninstall {release} when"
        " helm history {release} shows none that was deployed)",
        destructive=True,
    ),
    Known(
        "helm.never-deployed",
        r'"(?P<name>[^"]+)" has no deployed releases',
        "all revisions of release {name} failed, so there is nothing to upgrade from",
        "helm uninstall {name} -n {namespace}, then helm upgrade --install",
        destructive=True,
    ),
    Known(
        "helm.name-in-use",
        r"cannot re-?use a name that is still in use",
        "a release of this name is there already, perhaps a failed one",
        "helm upgrade --install {release} -n {namespace}   (helm status {release} shows it)",
    ),
    Known(
        "helm.not-owner",
        r'(?P<kind>\w+) "(?P<name>[^"]+)" in namespace "[^"]*" exists and cannot be imported'
        r'.*"meta.helm.sh/release-name" must equal "[^"]*": current value is "(?P<owner>[^"]*)"',
        "{kind} {name} belongs to the release {owner}",
        "choose another name, or take it over: helm upgrade --install --take-ownership",
    ),
    Known(
        "helm.not-owner",
        r'(?P<kind>\w+) "(?P<name>[^"]+)" in namespace "[^"]*" exists and cannot be imported',
        "{kind} {name} is there already and was not made by helm",
        "take it over: helm upgrade --install --take-ownership",
    ),
    Known(
        "helm.values",
        r"values don't meet the specifications of the schema\(s\) in the following chart\(s\):"
        r"(?P<what>.{1,300})",
        "the values do not fit the chart's schema: {what}",
        "correct those values",
    ),
    Known(
        "helm.template",
        r"(?P<file>[\w./-]+\.(?:yaml|tpl|txt)):(?P<line>\d+).*nil pointer evaluating"
        r" [^.\n]*\.(?P<value>\w+)",
        "the template {file} reads {value} in line {line} of something that is not set",
        "set the value, or guard it with `with`   (helm template --debug shows where)",
    ),
    Known(
        "helm.template",
        r"(?:YAML parse error on (?P<file>\S+): )?error converting YAML to JSON: (?P<what>[^\n]+)",
        "a template does not give valid YAML: {file} {what}",
        "helm template --debug {release} CHART   (shows what it gives)",
    ),
    Known(
        "helm.removed-api",
        r"contains removed kubernetes api\(s\) for this kubernetes version",
        "the deployed revision holds objects of an API that this Kubernetes no longer has",
        "helm mapkubeapis {release} -n {namespace}   (a plugin), then upgrade again",
    ),
    Known(
        "helm.kubernetes-version",
        r"chart requires kubeVersion: (?P<wanted>.+?) which is incompatible with Kubernetes"
        r" (?P<found>[^\s;]+)",
        "the chart wants Kubernetes {wanted}, the cluster is {found}",
        "use a cluster or a chart that fits",
    ),
    Known(
        "apply.conflict",
        r'conflicts? with "(?P<manager>[^"]+)".*?:\s+(?:- )?(?P<field>\.\S+)',
        "{field} is owned by {manager}, which set it to something else",
        "leave the field out of what you apply, or take it over: --force-conflicts",
        destructive=True,
    ),
    Known(
        "apply.stale",
        r"the object has been modified; please apply your changes to the latest version",
        "somebody else changed the object in the meantime",
        "read it again and try once more",
    ),
)
_ADMISSION = (
    Known(
        "apply.namespace-ends",
        r"unable to create new content in namespace (?P<space>\S+) because it is being terminated",
        "the namespace {space} is being deleted",
        "kubectl get namespace {space} -o yaml   (its conditions say what it waits for)",
    ),
    Known(
        "apply.namespace-missing",
        r'namespaces "(?P<space>[^"]+)" not found',
        "the namespace {space} does not exist",
        "kubectl create namespace {space}",
    ),
    Known(
        "admission.priority-class",
        r"no PriorityClass with name (?P<name>\S+) was found",
        "the PriorityClass {name} does not exist",
        "create it, or leave out priorityClassName   (kubectl get priorityclass)",
    ),
    Known(
        "admission.webhook-down",
        r'failed calling webhook "(?P<name>[^"]+)".*?(?P<what>no endpoints available[^\n]*|'
        r'connection refused|context deadline exceeded|x509:[^\n]*|service "[^"]+" not found)',
        "the admission webhook {name} must agree and does not answer ({what})",
        "bring its Service back; as a last resort delete its webhook configuration",
        destructive=True,
    ),
    Known(
        "admission.webhook-denied",
        r'admission webhook "(?P<name>[^"]+)" denied the request: (?P<what>[^\n]{1,300})',
        "the policy of webhook {name} forbids it: {what}",
        "change what the policy names",
    ),
    Known(
        "admission.quota-unstated",
        r"failed quota: (?P<quota>\S+): must specify (?P<what>[^\n]+)",
        "the quota {quota} allows only pods that say {what}",
        "add these resources to the container, or a LimitRange with defaults",
    ),
    Known(
        "admission.quota",
        r"exceeded quota: (?P<quota>[^,]+), requested: (?P<wanted>\S+), used: (?P<used>\S+),"
        r" limited: (?P<limit>\S+)",
        "the quota {quota} is full: {wanted} more than {used} would pass {limit}",
        "lower requests, limits or replicas, or raise the quota {quota}",
    ),
    Known(
        "admission.forbidden",
        r'User "(?P<user>[^"]+)" cannot (?P<verb>\S+) resource "(?P<resource>[^"]+)"',
        "{user} may not {verb} {resource}",
        "a Role with this verb and resource   (kubectl auth can-i {verb} {resource} --as {user})",
    ),
)
_OBJECT = (
    Known(
        "apply.no-such-kind",
        r'no matches for kind "(?P<kind>[^"]+)" in version "(?P<version>[^"]+)"',
        "the cluster knows no {kind} of {version}: its CRD is missing, or the API was removed",
        "install what brings the CRD first   (kubectl api-resources shows what there is)",
    ),
    Known(
        "apply.unknown-field",
        r'strict decoding error: (?P<what>unknown field "[^"]+"|[^\n]+)',
        "the manifest has an {what}: a typing mistake, or it stands in the wrong place",
        "kubectl explain KIND --recursive   (shows the fields that there are)",
    ),
    Known(
        "apply.selector-labels",
        r"`selector` does not match template `labels`",
        "the labels of the pod template do not hold what the selector asks for",
        "repeat spec.selector.matchLabels in spec.template.metadata.labels",
    ),
    Known(
        "apply.claim-immutable",
        r"spec is immutable after creation except resources\.requests",
        "of a claim nothing but its size can be changed, and that only upwards",
        "make a new claim and copy the data",
    ),
    Known(
        "apply.immutable",
        r'(?P<kind>[A-Z]\w+)(?:\.[\w.]+)? "(?P<name>[^"]+)" is invalid: (?P<field>[\w.\[\]]+):.*?'
        r"(?:field is immutable|may not change once set)",
        "{field} of {kind} {name} cannot be changed once it is made",
        "kubectl delete {kind} {name} -n {namespace} --cascade=orphan, then apply again",
        destructive=True,
    ),
    Known(
        "apply.immutable",
        r'(?P<kind>StatefulSet)\S* "(?P<name>[^"]+)".*updates to statefulset spec for fields'
        r" other than (?P<fields>.+?) are forbidden",
        "of StatefulSet {name} only {fields} can be changed",
        "kubectl delete statefulset {name} -n {namespace} --cascade=orphan, then apply again",
        destructive=True,
    ),
    Known(
        "apply.port-taken",
        r"Invalid value: (?P<value>\S+): provided (?P<what>port|IP) is already allocated",
        "the {what} {value} is another Service's already",
        "leave it out, or choose another   (kubectl get services -A)",
    ),
    Known(
        "apply.quantity",
        r"quantities must match the regular expression|unable to parse quantity",
        "an amount is written in a way that Kubernetes does not know",
        "write it as 100m, 192Mi or 1Gi",
    ),
    Known(
        "apply.request-above-limit",
        r'(?P<field>[\w.\[\]]+): Invalid value: "(?P<value>[^"]+)": must be less than or equal to'
        r" (?P<what>\S+) limit(?: of (?P<limit>[^\s,]+))?",
        "{field} asks for more {what} ({value}) than its limit allows ({limit})",
        "lower the request, or raise the limit",
    ),
    Known(
        "apply.variable-name",
        r'(?P<field>[\w.\[\]]+): Invalid value: "(?P<value>[^"]*)": a valid environment variable'
        r" name",
        "{value} cannot be the name of an environment variable",
        "use letters, digits and _ in the name",
    ),
    Known(
        "apply.too-large",
        r"Too long: (?:may not be more than|must have at most) \d+ bytes|Request entity too large"
        r"|etcdserver: request is too large",
        "the object is too large for the cluster to keep",
        "kubectl apply --server-side, split it, or keep files out of the chart (.helmignore)",
    ),
    Known(
        "helm.hook",
        r"(?P<when>(?:pre|post)-\w+) hooks? failed: (?P<what>.{1,300})",
        "the {when} hook of release {release} failed: {what}",
        "kubectl logs -n {namespace} job/JOB   (the hook's own words)",
    ),
    Known(
        "helm.timeout",
        r"timed out waiting for the condition|context deadline exceeded",
        "helm waited in vain for what it had made to become ready",
        "./todo diagnose --namespace {namespace}",
    ),
)
KNOWN = (*_CLUSTER, *_HELM, *_ADMISSION, *_OBJECT)
"""The first match counts: what explains other words stands above them."""
