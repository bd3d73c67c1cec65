"""Words that people read, in Chinese and English: column heads, legs, levels, stages, states; one place for all."""

from sim.words.amounts import CLOCK, POINTS, Amount, amount, apart, coarse, figure, minus, unit_text, with_unit
from sim.words.said import LANGUAGES, Named, Word, headed, say, weekdays_text, word

__all__ = [
    "CLOCK", "LANGUAGES", "POINTS", "Amount", "Named", "Word", "amount", "apart", "coarse", "figure", "headed", "minus",
    "say", "unit_text", "weekdays_text", "with_unit", "word",
]
