package dev.inquest.detection.cases;

/// Marks what a pattern remembers of one node, so that it can be stored with the node.
public interface Memory {}
