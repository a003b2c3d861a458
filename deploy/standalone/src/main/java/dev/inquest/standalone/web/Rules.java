package dev.inquest.standalone.web;

import java.util.Optional;

/// The version of the rules by which this program finds what it finds.
public final class Rules {

    private Rules() {}

    /// The program's version: rules are part of it.
    public static String version() {
        return "inquest "
                + Optional.ofNullable(Rules.class.getPackage().getImplementationVersion())
                        .orElse("of unknown version");
    }
}
