@NullMarked
package dev.inquest.standalone.telemetry;

import org.jspecify.annotations.NullMarked;
