package dev.inquest.console;

import dev.inquest.schemas.Topics;
import dev.inquest.tables.Source;
import dev.inquest.tables.Tables;

/// Where everything on the screens comes from.
///
/// @param source where single records are read again
/// @param clock the time that detection has reached
/// @param plumbing what carries findings away
/// @param rules version of the rules, as a case file names it
public record Fleet(
        Tables tables,
        Source source,
        Topics topics,
        FleetClock clock,
        Plumbing plumbing,
        String rules) {}
