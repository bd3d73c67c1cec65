"""Published cases run as scenarios of ``conf/study``: what was set, what came out, and what was published."""
