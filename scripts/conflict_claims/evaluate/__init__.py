"""How right one set of annotations is by another: scores, errors in context, the annotator's time, confidences."""
