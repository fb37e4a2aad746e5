"""Commands, alerts, signals and placeholders of examples."""
