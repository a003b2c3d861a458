/// The present of the fleet in memory: compacted topics as tables, event topics as feeds. Query
/// server and console look at nothing else.
@NullMarked
package dev.inquest.tables;

import org.jspecify.annotations.NullMarked;
