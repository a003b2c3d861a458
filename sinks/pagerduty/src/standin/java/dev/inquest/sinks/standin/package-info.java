/// A stand-in for PagerDuty in tests, which keeps the rules that PagerDuty documents.
@NullMarked
package dev.inquest.sinks.standin;

import org.jspecify.annotations.NullMarked;
