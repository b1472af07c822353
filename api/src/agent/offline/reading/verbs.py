"""Verbs that the titles of tasks begin with: "buy milk" is one, "tomorrow" is none."""

VERBS = frozenset(
    """buy call pay email mail write read clean wash book order fix send finish submit prepare pick
    get go visit meet check review renew cancel return water feed walk cook bake study practice
    learn make do take bring drop plan organize organise schedule arrange print sign file update
    install repair replace paint vacuum mop iron fold mow rake plant charge back backup upload
    download register apply confirm ask tell text message phone ring contact reply answer invite
    draft edit proofread publish post deploy test merge refactor debug attend watch listen run
    exercise train stretch meditate swim bike withdraw deposit transfer invoice claim ship pack
    unpack move assemble build research find look search wrap mend measure donate sell borrow lend
    polish swap wipe scrub rinse dry hang press stitch knit build dig trim prune plough seed harvest
    repot weed rent hire lease quote negotiate discuss present prep prepare translate type scan
    photograph record edit compile design sketch model test ship launch demo pitch hand post
    collect fetch empty sweep dust defrost shop sort tidy schedule remember wake""".split()  # noqa: SIM905 (a word list reads better as words)
)
