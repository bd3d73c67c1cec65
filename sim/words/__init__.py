"""Words that people read, in Chinese and English: column heads, legs, levels, stages, states; one place for all."""

from sim.words.amounts import Amount, amount, figure, unit_text
from sim.words.said import LANGUAGES, Named, Word, headed, say, weekdays_text, word

__all__ = [
    "LANGUAGES", "Amount", "Named", "Word", "amount", "figure", "headed", "say", "unit_text", "weekdays_text", "word",
]
