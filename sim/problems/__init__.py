"""What is wrong with an input, said in the reader's language so that its owner can mend it.

``problem`` has the problem itself, ``where`` the place that it names, ``phrase`` words of the catalogue
(``words/*.toml``, both languages side by side), ``fold`` many problems of one kind as one, ``hint`` what somebody may
have meant.
"""

from sim.problems.faults import Faults
from sim.problems.fold import report
from sim.problems.hint import did_you_mean, file_hint, key_hint, nearest, nearest_key
from sim.problems.phrase import Joined, Phrase, Said, Spoken, number_text, one_of, phrase, said
from sim.problems.problem import InputError, Problem, RefusedError, SaidError, refuse_all
from sim.problems.where import Where

__all__ = [
    "Faults", "InputError", "Joined", "Phrase", "Problem", "RefusedError", "Said", "SaidError", "Spoken", "Where",
    "did_you_mean", "file_hint", "key_hint", "nearest", "nearest_key", "number_text", "one_of", "phrase", "refuse_all",
    "report", "said",
]
