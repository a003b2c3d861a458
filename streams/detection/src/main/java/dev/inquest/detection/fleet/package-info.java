/// What is found: node cases rolled up into findings, with one parent per incident.
@NullMarked
package dev.inquest.detection.fleet;

import org.jspecify.annotations.NullMarked;
