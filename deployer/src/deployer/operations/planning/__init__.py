"""How each verb is planned and done: one module each. A new verb is one line in `WORKS`."""

from deployer.operations.facts import Verb
from deployer.operations.jobs import Work
from deployer.operations.planning import chart, cleanup, deploy, fix, images

WORKS: dict[Verb, Work] = {
    Verb.BUILD: images.BUILD,
    Verb.RUN: images.RUN,
    Verb.CHART: chart.CHART,
    Verb.DEPLOY: deploy.DEPLOY,
    Verb.FIX: fix.FIX,
    Verb.CLEANUP: cleanup.CLEANUP,
}
