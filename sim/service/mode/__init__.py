"""A cooperation mode 合作模式 as data, and words of one that do not fit."""
