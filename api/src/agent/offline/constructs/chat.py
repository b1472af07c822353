"""Talk that is not about tasks: greetings, thanks, "what can you do", "who are you"."""

from dataclasses import dataclass

from src.agent.offline.reading import phrases
from src.agent.offline.reading.sentence import Sentence
from src.agent.offline.reading.tokens import tokenize
from src.agent.offline.steps import Step, Steps
from src.agent.offline.talk import Talk

HELP = """I am the offline assistant: no model is connected, but I understand plain English about your tasks. For example:
- “add buy milk tomorrow at 5pm #home”, “remind me to call mom on friday !high”
- “list my tasks”, “what's overdue”, “anything for home this week?”
- “complete the milk one”, “reopen it”
- “move it to monday”, “rename buy milk to buy oat milk”, “make it high priority”
- “delete the second one” (I ask first), “undo\""""  # noqa: E501 (the text as it is shown)
_NEXT = "Say “help” to see what I can do."
_SAID: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        (
            "help me?",
            "what can you|i do|say|ask",
            "how do|does you|this|i work|use this?",
            "commands|usage|instructions|examples",
            "what are your|the commands",
            "?",
            "how can you help me?",
            "what do you do",
            "i need help",
        ),
        HELP,
    ),
    (
        (
            "who|what are you",
            "what's|what is your name",
            "are you a|an? real? bot|ai|human|robot|person|online|offline",
            "what model are|is you|this using?",
            "introduce yourself",
        ),
        f"I am the offline assistant of this todo list: a grammar, not a language model. {_NEXT}",
    ),
    (
        (
            "hi|hello|hey|yo|hiya|howdy|greetings there|assistant|bot|again?",
            "good morning|afternoon|evening|day",
            "hello world",
            "hi hi",
            "sup",
            "what's up",
        ),
        f"Hello! I am the offline assistant. What shall I do with your tasks? {_NEXT}",
    ),
    (
        (
            "thanks|thank|thx|ty|cheers you? a? lot|much|again|so?",
            "thank you very|so much?",
            "many thanks",
            "great|perfect|nice|cool|awesome|good|excellent|wonderful|lovely job|work|one?",
            "well done",
            "great thanks",
        ),
        "You are welcome.",
    ),
    (("bye|goodbye|cya|farewell now?", "see you later|soon|tomorrow?", "good night"), "Goodbye!"),
    (
        ("how are you today?", "how's it going", "how do you do", "how are things"),
        "All is well here. What shall I do with your tasks?",
    ),
    (
        (
            "never mind",
            "nevermind",
            "nothing",
            "forget it|that|about? it?",
            "cancel",
            "no",
            "nope",
            "stop",
            "no thanks",
        ),
        "All right, I leave everything as it is.",
    ),
    (
        ("ok|okay|k|alright|fine|sure|yes|yep|yeah|right|i see|got it?", "got it", "sounds good"),
        "What shall I do with your tasks?",
    ),
)


@dataclass(frozen=True, slots=True)
class Say:
    """Words without any tool call."""

    words: str

    def run(self, talk: Talk) -> Steps[str]:
        """Just say them."""
        del talk
        yield Step([])  # a step that waits for nothing: every intent is a generator
        return self.words


def parse(sentence: Sentence) -> Say | None:
    """Read a sentence that is wholly small talk; politeness is its matter here, so none is cut."""
    tokens = tokenize(sentence.text)
    for patterns, words in _SAID:
        if phrases.whole(patterns, tokens) or phrases.whole(patterns, sentence.tokens):
            return Say(words)
    # "how do i …" asks for the way, and is no order.
    return Say(HELP) if sentence.starts(("how do|can|to i|we|you?",)) else None
