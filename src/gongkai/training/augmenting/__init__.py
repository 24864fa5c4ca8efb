"""Generated variants of annotated passages, one module a kind of change; `training.augment` puts them together."""
