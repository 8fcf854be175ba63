"""How good the extraction is: claims against annotated articles."""
