/// What is known of software and kernels, as data that operators can override.
@NullMarked
package dev.inquest.detection.known;

import org.jspecify.annotations.NullMarked;
