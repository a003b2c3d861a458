/// Known bad conditions of one node and how to recognise each; one file a pattern.
@NullMarked
package dev.inquest.detection.pattern;

import org.jspecify.annotations.NullMarked;
