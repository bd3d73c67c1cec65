"""Why it was late, and what a cost is made of 为何迟到、成本构成."""
