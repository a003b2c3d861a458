package dev.inquest.standalone.demo.story;

import java.time.Duration;

/// A heading for whoever watches the story: what people do, never what the nodes suffer.
public record Chapter(Duration at, String text) {}
