"""The links between goals and indicators: where the virtuous circle turns and where it breaks."""
