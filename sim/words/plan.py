"""Words of a county's plan: heads of its tables, verdicts, what its lines are about."""

from __future__ import annotations

PLAN = {
    "date": ("期限", "by"),
    "fact": ("出处", "fact"),
    "needed": ("按本县个数需", "needed here"),
    "required": ("要求", "required"),
    "simulated": ("模拟", "simulated"),
    "target": ("目标", "target"),
    "target.gap": ("缺口", "gap"),
    "target.met": ("达到", "met"),
    "target.not_verified": ("未核验", "not verified"),
}
"""Chinese and English by key."""
