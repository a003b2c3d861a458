/// Speaks OTLP to a receiver, over HTTP or gRPC, and says what became of each request.
@NullMarked
package dev.inquest.telemetry.otlp;

import org.jspecify.annotations.NullMarked;
