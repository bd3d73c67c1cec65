"""From an outcome to delivery times, ledger, KPIs, intervals."""
