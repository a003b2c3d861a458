package dev.inquest.detection.cohort;

import dev.inquest.detection.cohort.item.Item;

/// An item that the data cannot tell from one that is named: either may be the cause.
///
/// @param of the item of the cause in whose place it could stand
/// @param failingApart failing nodes that carry one of the two and not the other
/// @param controlsApart how often a control did; where both are 0, no node seen tells them apart
public record Companion(Item item, Item of, int failingApart, int controlsApart) {}
