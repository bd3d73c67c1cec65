"""One outcome: milestones, ledger, KPIs."""
