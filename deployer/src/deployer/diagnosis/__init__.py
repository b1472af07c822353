"""Why a deployment does not come up: pure rules over a snapshot of what the cluster reports."""
