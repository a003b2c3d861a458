package dev.inquest.detection.cases;

import java.util.List;

/// What to do about it: advice, commands, what could go wrong, and where it is documented.
public record Remedy(String text, List<String> commands, String risk, String reference) {}
