"""Small inputs that people brought, with what is right; each kind of fault has a test of its own here."""
