"""What kgbuild learns from: annotated articles, and the training of the components that learn."""
