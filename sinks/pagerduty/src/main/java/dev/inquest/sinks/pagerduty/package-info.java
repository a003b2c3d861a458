/// Findings as PagerDuty events (Events API v2).
@NullMarked
package dev.inquest.sinks.pagerduty;

import org.jspecify.annotations.NullMarked;
