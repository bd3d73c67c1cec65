"""What is printed where nobody reads any more is dropped, and nothing stops."""

from __future__ import annotations

import os

from sim.plain.patient import READER_GONE, Patient


def test_a_reader_that_is_gone_is_no_failure() -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "w", buffering=1) as stream:
        patient = Patient(stream)
        os.close(reading)
        assert patient.write("one\n") == 4
        patient.flush()
        assert patient.write("two\n") == 4
        assert patient.failed is None
        assert patient.fileno() == writing
    assert READER_GONE


def test_a_disk_that_is_full_is_told() -> None:
    with open(os.devnull, "w", encoding="utf-8") as stream:
        patient = Patient(stream)
        patient._drop(OSError(28, "no space"))
        assert patient.failed is not None
        assert patient.write("more") == 4
