/// Findings as OpenTelemetry log records.
@NullMarked
package dev.inquest.sinks.otlp;

import org.jspecify.annotations.NullMarked;
