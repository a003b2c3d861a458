package dev.inquest.collectors.owners;

import java.util.List;

/// Who of those that make network links is on this node.
///
/// @param known whether somebody looked and could see: an absent owner means nothing otherwise
/// @param names words of [OwnersSource#VOCABULARY], sorted
public record Owners(boolean known, List<String> names) {

    /// Nobody could look.
    public static final Owners UNKNOWN = new Owners(false, List.of());
}
