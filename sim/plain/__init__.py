"""Files of plain data (YAML, JSON) as anybody may hand them over: read within bounds, as data and never as code.

``text`` turns a file into text, ``yaml_data`` and ``json_data`` the text into maps, lists, texts and numbers;
``written`` keeps texts that we write from becoming formulas, ``whole`` files from being half there.
"""

from sim.plain.json_data import read_json
from sim.plain.text import read_text
from sim.plain.yaml_data import parse_yaml, read_yaml

__all__ = ["parse_yaml", "read_json", "read_text", "read_yaml"]
