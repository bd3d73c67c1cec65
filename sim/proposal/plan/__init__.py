"""The tables of a county's plan as people read them."""
