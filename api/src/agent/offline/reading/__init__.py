"""From text to words: tokens, phrases, numbers, slips of the pen, and the sentence."""
