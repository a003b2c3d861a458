package dev.inquest.sinks.pagerduty;

/// What PagerDuty documents of its Events API v2. An event beyond a limit is refused, and the page
/// is lost; hence everything is cut before it is sent.
final class Limits {

    static final int ROUTING_KEY = 32;
    static final int DEDUP_KEY = 255;
    static final int SUMMARY = 1_024;
    static final int BODY_BYTES = 512 * 1024;

    /// Events a minute and routing key are about 120, in a sliding window.
    static final int PER_MINUTE = 100;

    static final int BURST = 20;

    private Limits() {}
}
