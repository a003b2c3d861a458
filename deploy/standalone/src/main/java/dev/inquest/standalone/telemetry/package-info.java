/// What a process of Inquest tells of itself: wiring of metrics, spans and where they go.
@NullMarked
package dev.inquest.standalone.telemetry;

import org.jspecify.annotations.NullMarked;
