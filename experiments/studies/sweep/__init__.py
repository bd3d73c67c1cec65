"""A sweep's table, its charts, and the selection of its best scenario."""
