/// Findings as alerts of a Prometheus Alertmanager (API v2).
@NullMarked
package dev.inquest.sinks.alertmanager;

import org.jspecify.annotations.NullMarked;
