"""Pre-training, fine-tuning, export and measurement of the models. Needs the extra `train`."""
